/// How far a receiver's VP8 counters are ahead of a sender's.
///
/// A receiver that is switched between simulcast layers, or is left out temporal layers, sees its counters go on.
package struct VP8CounterShift: Hashable, Sendable {
    /// Added modulo the width that the packet's picture id has.
    package var pictureID: UInt16
    /// Added modulo 256.
    package var temporalLayerZeroIndex: UInt8

    package static let none = VP8CounterShift(pictureID: 0, temporalLayerZeroIndex: 0)

    @inlinable
    package init(pictureID: UInt16, temporalLayerZeroIndex: UInt8) {
        self.pictureID = pictureID
        self.temporalLayerZeroIndex = temporalLayerZeroIndex
    }

    /// Adds to the packet's counters in place.
    ///
    /// A counter the packet does not have is passed over; a broken descriptor is left as it is.
    /// - Parameter payload: where the RTP payload lies in the packet.
    @inlinable
    package func apply(to bytes: inout MutableSpan<UInt8>, payload: Range<Int>) {
        guard let descriptor = VP8PayloadDescriptor(parsing: bytes.span, payload: payload) else { return }
        if let id = descriptor.pictureID {
            id.overwrite(with: id.value &+ pictureID, in: &bytes)
        }
        if let index = descriptor.temporalLayerZeroIndex {
            descriptor.overwriteTemporalLayerZeroIndex(index &+ temporalLayerZeroIndex, in: &bytes)
        }
    }
}

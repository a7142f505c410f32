/// The counters in front of a VP8 payload, which a receiver expects without gaps (RFC 7741, section 4.2).
package struct VP8Counters: Hashable, Sendable {
    /// 7 or 15 bits.
    package var pictureID: UInt16?
    /// TL0PICIDX: counts the frames of the lowest temporal layer.
    package var temporalLayerZeroIndex: UInt8?

    package init(pictureID: UInt16? = nil, temporalLayerZeroIndex: UInt8? = nil) {
        self.pictureID = pictureID
        self.temporalLayerZeroIndex = temporalLayerZeroIndex
    }

    /// Reads what the packet has; a broken descriptor has neither.
    ///
    /// - Parameter payload: where the RTP payload lies in the packet.
    @inlinable
    package init(parsing bytes: Span<UInt8>, payload: Range<Int>) {
        let descriptor = VP8PayloadDescriptor(parsing: bytes, payload: payload)
        pictureID = descriptor?.pictureID?.value
        temporalLayerZeroIndex = descriptor?.temporalLayerZeroIndex
    }
}

/// Reads the dependency descriptors of one stream (AV1 RTP payload specification, appendix A).
///
/// Most descriptors only name a template; the reader keeps the templates that the latest key frame brought. Any codec
/// may carry descriptors. A reader holds about a kilobyte and nothing on the heap.
///
/// A Switch indication stands in the frame from which on all of a decode target's frames are decodable, and that is
/// most often a frame below the target's own temporal layer. The reader therefore remembers which targets a frame of
/// the lowest temporal layer has opened, until a frame goes by that a receiver of fewer layers lacks.
package struct DependencyDescriptorReader: Sendable {
    private var structure = DependencyStructure()
    /// The latest frame, as the frame numbers go; nil behind a new structure.
    private var newest: UInt16?
    private var newestIsSwitchPoint = false
    /// The decode targets that a receiver of the lowest temporal layer alone may still begin with, a bit for each.
    private var openTargets: UInt32 = 0
    /// The decode targets that the sender says it sends.
    private var activeTargets: UInt32 = 0
    /// Those of the descriptor that was read last.
    private var fields = DescriptorFields()

    package init() {}

    /// The layer of a packet's frame; nil where the descriptor is broken or its structure has not been seen.
    ///
    /// For a packet of an earlier frame than others before it, only the lowest temporal layer is a switch point.
    /// - Parameter range: where the data of the header extension lies in the packet.
    package mutating func read(_ bytes: Span<UInt8>, at range: Range<Int>) -> LayerPlace? {
        guard range.count >= 3, range.upperBound <= bytes.count else { return nil }
        let head = bytes[range.lowerBound]
        let number = bytes.uint16(at: range.lowerBound + 1)

        var reader = BitReader((range.lowerBound + 3)..<range.upperBound)
        var hasIndications = false
        fields = DescriptorFields()
        if range.count > 3 {
            guard let found = readExtendedFields(&reader, from: 8 * range.lowerBound, in: bytes) else { return nil }
            hasIndications = found
        }
        guard var frame = structure.template(head & 0x3F) else { return nil }
        if hasIndications, frame.readIndications(of: structure.targets.count, &reader, in: bytes) == nil { return nil }

        return LayerPlace(
            spatial: frame.spatial, temporal: frame.temporal, isSwitchPoint: isSwitchPoint(frame, number),
            endsFrame: head & 0x40 != 0)
    }

    /// Writes the descriptor that was read last into `room`, as it is sent on.
    ///
    /// - Returns: nil where it is of no use to a receiver, or too long: a stream of one size explains itself.
    package func forward(
        _ bytes: Span<UInt8>, at range: Range<Int>, into room: inout MutableSpan<UInt8>
    ) -> ForwardedDescriptor? {
        guard structure.targets.haveSpatialLayers else { return nil }
        return ForwardedDescriptor(
            of: bytes, at: range, fields: fields, active: activeTargets, targets: structure.targets, into: &room)
    }

    /// Takes a new structure and the active targets; whether the frame has indications of its own.
    ///
    /// - Parameter start: where the descriptor begins, in bits.
    private mutating func readExtendedFields(
        _ reader: inout BitReader, from start: Int, in bytes: Span<UInt8>
    ) -> Bool? {
        guard let hasStructure = reader.flag(in: bytes), let hasActiveTargets = reader.flag(in: bytes),
            let hasIndications = reader.flag(in: bytes), reader.skip(2, in: bytes) != nil
        else { return nil }
        if hasStructure {
            guard let found = DependencyStructure(&reader, in: bytes) else { return nil }
            structure = found
            newest = nil
            openTargets = 0
            activeTargets = found.targets.all
        }
        fields = DescriptorFields(
            isShort: false, hasActiveTargets: hasActiveTargets, activeTargets: reader.bitPosition - start)
        if hasActiveTargets {
            guard let active = reader.bits(structure.targets.count, in: bytes) else { return nil }
            activeTargets = active
        }
        return hasIndications
    }

    /// Whether a receiver of fewer temporal layers may take the frame's from here on (section A.4.4).
    private mutating func isSwitchPoint(_ frame: FrameTemplate, _ number: UInt16) -> Bool {
        if let newest, Int16(bitPattern: number &- newest) <= 0 {
            return number == newest && newestIsSwitchPoint
        }
        newest = number
        if frame.temporal == 0 {
            openTargets |= frame.switchTargets
            newestIsSwitchPoint = true
        } else {
            let own = structure.targets(ofLayersOf: frame)
            newestIsSwitchPoint = (openTargets | frame.switchTargets) & own != 0
            openTargets &= ~(frame.targets & structure.targets(ofSpatialLayerOf: frame))
        }
        return newestIsSwitchPoint
    }
}

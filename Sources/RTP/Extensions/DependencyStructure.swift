/// The templates of one coded video sequence (AV1 RTP payload specification, section A.4.1).
///
/// What tells which frames refer to which, chains and sizes are passed over.
struct DependencyStructure: Sendable {
    private enum Limit {
        /// An id has six bits (section A.4.1).
        static let templates = 64
    }

    private var firstID = 0
    private var count = 0
    private var templates = InlineArray<64, FrameTemplate>(repeating: FrameTemplate())
    /// None in the empty structure.
    private(set) var targets = DecodeTargets()

    /// A structure without templates.
    init() {}

    /// Reads a whole structure; nil when it is cut off or has more layers or templates than there can be.
    init?(_ reader: inout BitReader, in bytes: Span<UInt8>) {
        guard let firstID = reader.bits(6, in: bytes), let lastTarget = reader.bits(5, in: bytes) else { return nil }
        self.firstID = Int(firstID)
        targets = DecodeTargets(count: Int(lastTarget) + 1)
        guard readLayers(&reader, in: bytes) != nil, readIndications(&reader, in: bytes) != nil,
            skipFrameDifferences(&reader, in: bytes) != nil, skipChains(&reader, in: bytes) != nil,
            skipSizes(&reader, in: bytes) != nil
        else { return nil }
        placeTargets()
    }

    /// The template under an id; nil for an id of another structure.
    func template(_ id: UInt8) -> FrameTemplate? {
        let index = (Int(id) + Limit.templates - firstID) % Limit.templates
        return index < count ? templates[index] : nil
    }

    /// The decode targets whose highest layers are those of the frame.
    func targets(ofLayersOf frame: FrameTemplate) -> UInt32 {
        targets(ofSpatialLayerOf: frame) & targets.ofTemporalLayer(frame.temporal)
    }

    /// The decode targets whose highest spatial layer is that of the frame.
    func targets(ofSpatialLayerOf frame: FrameTemplate) -> UInt32 {
        targets.ofSpatialLayer(frame.spatial)
    }

    /// template_layers(): each template is of the layer of the one before, or of the next.
    private mutating func readLayers(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        var template = FrameTemplate()
        while count < Limit.templates {
            templates[count] = template
            count += 1
            switch reader.bits(2, in: bytes) {
            case 0: break
            case 1: template.temporal += 1
            case 2:
                template.spatial += 1
                template.temporal = 0
            case 3: return ()
            default: return nil
            }
            guard template.spatial < DecodeTargets.Limit.spatialLayers,
                template.temporal < DecodeTargets.Limit.temporalLayers
            else { return nil }
        }
        return nil
    }

    private mutating func readIndications(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        for index in 0..<count {
            guard templates[index].readIndications(of: targets.count, &reader, in: bytes) != nil else { return nil }
        }
        return ()
    }

    private func skipFrameDifferences(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        for _ in 0..<count {
            while true {
                guard let follows = reader.flag(in: bytes) else { return nil }
                guard follows else { break }
                guard reader.skip(4, in: bytes) != nil else { return nil }
            }
        }
        return ()
    }

    private func skipChains(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        guard let chains = reader.nonSymmetric(below: targets.count + 1, in: bytes) else { return nil }
        guard chains > 0 else { return () }
        for _ in 0..<targets.count {
            guard reader.nonSymmetric(below: chains, in: bytes) != nil else { return nil }
        }
        return reader.skip(4 * chains * count, in: bytes)
    }

    /// A width and a height for each spatial layer, where there are any.
    private func skipSizes(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        guard let hasSizes = reader.flag(in: bytes) else { return nil }
        return hasSizes ? reader.skip(32 * (Int(templates[count - 1].spatial) + 1), in: bytes) : ()
    }

    /// A decode target is of the highest layers that its frames have.
    private mutating func placeTargets() {
        for target in 0..<targets.count {
            var (spatial, temporal): (UInt8, UInt8) = (0, 0)
            for index in 0..<count where templates[index].targets & 1 << UInt32(target) != 0 {
                spatial = max(spatial, templates[index].spatial)
                temporal = max(temporal, templates[index].temporal)
            }
            targets.place(target, spatial: spatial, temporal: temporal)
        }
    }
}

internal import RTP

/// One of the pictures that a viewer can be given: a layer of a simulcast, up to some layer of its stream.
struct Rung: Hashable {
    /// The track.
    var layer: Int
    var cap: LayerCap
    var temporal: UInt8
    /// Whether nothing of its frame rate is left out.
    var isWhole: Bool
    var rate: Bitrate
    /// The shorter side, in pixels; 0 while unknown.
    var lines: Int
    /// Whether a viewer can only decode it with dependency descriptors: AV1's upper spatial layers.
    var needsDescriptors = false

    /// All that one track can be cut down to.
    static func all(of track: Track, layer: Int, at now: MediaTime) -> [Rung] {
        let top = track.rates.highest
        let lines = (track.size?.lines ?? 0) << (track.isSizeOfBase ? Int(top.spatial) : 0)
        var rungs: [Rung] = []
        for spatial in 0...top.spatial {
            for temporal in 0...top.temporal {
                let isWhole = temporal == top.temporal
                let cap = LayerCap(
                    spatial: spatial == top.spatial ? .max : spatial, temporal: isWhole ? .max : temporal)
                // Each spatial layer has half the lines of the next (VP9, AV1 as browsers send them).
                rungs.append(
                    Rung(
                        layer: layer, cap: cap, temporal: temporal, isWhole: isWhole,
                        rate: track.rates.bitrate(spatial: spatial, temporal: temporal, at: now),
                        lines: lines >> Int(top.spatial - spatial),
                        needsDescriptors: track.codec == .av1 && spatial > 0))
            }
        }
        return rungs
    }
}

/// Up to which layers of a stream a viewer gets it.
struct LayerCap: Hashable {
    var spatial: UInt8
    var temporal: UInt8

    static let none = LayerCap(spatial: .max, temporal: .max)

    func admits(_ place: LayerPlace) -> Bool {
        place.spatial <= spatial && place.temporal <= temporal
    }
}

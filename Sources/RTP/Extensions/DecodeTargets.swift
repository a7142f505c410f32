/// The decode targets of a stream: what a receiver may want of it, each up to some spatial and temporal layer.
///
/// Sets of them have a bit for each, as the active decode targets of a descriptor (AV1 RTP payload specification, section A.4).
package struct DecodeTargets: Sendable {
    package enum Limit {
        /// spatial_id has two bits, temporal_id three (AV1 specification, section 5.3.3).
        package static let spatialLayers: UInt8 = 4
        package static let temporalLayers: UInt8 = 8
    }

    /// How many there are, 1...32; 0 where nothing is known.
    package private(set) var count = 0
    private var ofSpatial = InlineArray<4, UInt32>(repeating: 0)
    private var ofTemporal = InlineArray<8, UInt32>(repeating: 0)

    init() {}

    init(count: Int) {
        self.count = count
    }

    /// All of them.
    var all: UInt32 { count < UInt32.bitWidth ? (1 << UInt32(count)) - 1 : .max }

    /// Notes the highest layers of a target.
    mutating func place(_ target: Int, spatial: UInt8, temporal: UInt8) {
        let bit = UInt32(1) << UInt32(target)
        ofSpatial[Int(spatial)] |= bit
        ofTemporal[Int(temporal)] |= bit
    }

    /// Those whose highest spatial layer is this one.
    func ofSpatialLayer(_ layer: UInt8) -> UInt32 { ofSpatial[Int(layer)] }

    /// Those whose highest temporal layer is this one.
    func ofTemporalLayer(_ layer: UInt8) -> UInt32 { ofTemporal[Int(layer)] }

    /// Those that need nothing above these layers.
    package func upTo(spatial: UInt8, temporal: UInt8) -> UInt32 {
        var (within, inTime): (UInt32, UInt32) = (0, 0)
        for layer in 0...min(spatial, Limit.spatialLayers - 1) { within |= ofSpatial[Int(layer)] }
        for layer in 0...min(temporal, Limit.temporalLayers - 1) { inTime |= ofTemporal[Int(layer)] }
        return within & inTime
    }

    /// Whether some need more than the lowest spatial layer.
    package var haveSpatialLayers: Bool { all & ~ofSpatial[0] != 0 }
}

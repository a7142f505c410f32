internal import RTP

/// What each layer of a track takes, over the last two seconds.
struct LayerRates {
    enum Limit {
        /// Layers told apart; higher ones count as the highest.
        static let spatial = 3
        static let temporal = 4
        /// The window, in parts that are forgotten one by one.
        static let parts = 8
        static let part = MediaSpan.milliseconds(250)
    }

    private static let cells = Limit.spatial * Limit.temporal
    private var parts = InlineArray<96, UInt32>(repeating: 0)
    private var sums = InlineArray<12, UInt32>(repeating: 0)
    private var current = 0
    private var partStart: MediaTime?
    /// Parts that were whole when they ended, up to the window's length.
    private var whole = 0

    /// Counts a packet.
    mutating func add(_ bytes: Int, _ place: LayerPlace, at now: MediaTime) {
        advance(to: now)
        let cell = Self.cell(spatial: place.spatial, temporal: place.temporal)
        parts[current * Self.cells + cell] &+= UInt32(truncatingIfNeeded: bytes)
        sums[cell] &+= UInt32(truncatingIfNeeded: bytes)
    }

    /// Forgets what lies too far back.
    mutating func advance(to now: MediaTime) {
        guard let start = partStart else {
            partStart = now
            return
        }
        let passed = (now - start).nanoseconds / Limit.part.nanoseconds
        guard passed > 0 else { return }
        guard passed < Int64(Limit.parts) else {
            self = LayerRates()
            return partStart = now
        }
        for _ in 0..<passed {
            current = (current + 1) % Limit.parts
            whole = min(whole + 1, Limit.parts - 1)
            for cell in 0..<Self.cells {
                sums[cell] &-= parts[current * Self.cells + cell]
                parts[current * Self.cells + cell] = 0
            }
        }
        partStart = start + MediaSpan(nanoseconds: passed * Limit.part.nanoseconds)
    }

    /// What these layers and all below them take together.
    func bitrate(spatial: UInt8 = .max, temporal: UInt8 = .max, at now: MediaTime) -> Bitrate {
        guard let partStart else { return .zero }
        var bytes = 0
        for high in 0...Self.bounded(spatial, Limit.spatial) {
            for fast in 0...Self.bounded(temporal, Limit.temporal) { bytes += Int(sums[high * Limit.temporal + fast]) }
        }
        let span = MediaSpan(nanoseconds: Limit.part.nanoseconds * Int64(whole)) + (now - partStart)
        return Bitrate(bytes: bytes, in: max(span, Limit.part))
    }

    /// The highest layers of which anything came.
    var highest: (spatial: UInt8, temporal: UInt8) {
        var found: (spatial: UInt8, temporal: UInt8) = (0, 0)
        for cell in 0..<Self.cells where sums[cell] > 0 {
            found.spatial = max(found.spatial, UInt8(cell / Limit.temporal))
            found.temporal = max(found.temporal, UInt8(cell % Limit.temporal))
        }
        return found
    }

    private static func cell(spatial: UInt8, temporal: UInt8) -> Int {
        bounded(spatial, Limit.spatial) * Limit.temporal + bounded(temporal, Limit.temporal)
    }

    private static func bounded(_ layer: UInt8, _ count: Int) -> Int { min(Int(layer), count - 1) }
}

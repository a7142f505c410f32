internal import RTP

/// Random numbers that are the same for the same seed (SplitMix64: Steele, Lea, Flood 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A span from nothing to `longest`, each as likely.
    mutating func span(upTo longest: MediaSpan) -> MediaSpan {
        longest == .zero ? .zero : MediaSpan(nanoseconds: Int64.random(in: 0...longest.nanoseconds, using: &self))
    }

    /// Whether something of this probability happens now.
    mutating func happens(_ probability: Double) -> Bool {
        probability > 0 && Double.random(in: 0..<1, using: &self) < probability
    }
}

internal import RTP

/// How loud somebody is, by what their packets say of themselves (RFC 6464), smoothed.
struct Loudness {
    enum Limit {
        /// Decibels above silence (−127 dBov) from which somebody is taken to speak: a quiet room is at some 50.
        static let speech = 72.0
        /// How much of the way to a louder packet's level is gone at once, and to a quieter one's: speech has pauses.
        static let rise = 0.5
        static let fall = 0.04
        /// Who sends nothing for so long is silent.
        static let silence = MediaSpan.milliseconds(300)
        /// How much louder somebody must be who takes another's place, in decibels.
        static let margin = 6.0
        /// How long one who speaks keeps a place in any case.
        static let hold = MediaSpan.milliseconds(1_000)
    }

    private var smoothed = 0.0
    private var last: MediaTime?

    /// Whether any packet told its level.
    var isKnown: Bool { last != nil }

    mutating func hear(_ level: AudioLevel, at now: MediaTime) {
        let loudness = Double(127 - level.decibelsBelowFullScale)
        smoothed += (loudness - smoothed) * (loudness > smoothed ? Limit.rise : Limit.fall)
        last = now
    }

    /// Decibels above silence; 0 for who sends nothing.
    func level(at now: MediaTime) -> Double {
        guard let last, now - last < Limit.silence else { return 0 }
        return smoothed
    }

    func isLoud(at now: MediaTime) -> Bool {
        level(at: now) >= Limit.speech
    }

    /// Whether somebody takes the place of another, who has had it since a moment.
    func outranks(_ other: Loudness, heardSince: MediaTime, at now: MediaTime) -> Bool {
        guard other.isLoud(at: now) else { return true }
        return now - heardSince >= Limit.hold && level(at: now) >= other.level(at: now) + Limit.margin
    }
}

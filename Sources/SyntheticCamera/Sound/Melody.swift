import Foundation

/// A soft pentatonic phrase with a tick on every full second, as a function of the time alone.
///
/// The tick starts with the very sample of the second, so picture and sound can be held against each other by eye and ear.
struct Melody: Sendable {
    static let sampleRate: Int64 = 48_000

    /// The notes in half tones above A3, one for each half second.
    ///
    /// Only the steps of a major pentatonic scale appear; `nil` is a rest.
    private static let phrase: [Int?] = [0, 2, 4, nil, 7, 4, 2, nil, 4, 7, 9, nil, 7, 4, 2, 0]
    private static let stepSamples: Int64 = sampleRate / 2
    /// A note rings this many steps.
    private static let ring = 3
    private static let volume: Float = 0.16
    private static let tickVolume: Float = 0.12
    private static let tickFrequency: Float = 1_760
    private static let tickLength: Int64 = sampleRate / 50

    private static let sineTable: [Float] = (0..<1_024).map { sin(Float($0) / 1_024 * 2 * .pi) }
    private static let frequencies: [Float] = (0...12).map { 220 * pow(2, Float($0) / 12) }

    /// Fills interleaved stereo samples that start at a sample number since 1970-01-01T00:00:00Z.
    func render(from first: Int64, into samples: inout [Float]) {
        for frame in 0..<samples.count / 2 {
            let number = first + Int64(frame)
            var left: Float = 0, right: Float = 0
            let step = number / Self.stepSamples
            for age in 0..<Self.ring {
                let index = Int((step - Int64(age)) % Int64(Self.phrase.count))
                guard let note = Self.phrase[(index + Self.phrase.count) % Self.phrase.count] else { continue }
                let value = Self.pluck(
                    Self.frequencies[note],
                    after: Float(number - (step - Int64(age)) * Self.stepSamples) / Float(Self.sampleRate)
                )
                let pan = 0.5 + 0.3 * (Float(note) / 12 - 0.5)
                left += value * (1 - pan)
                right += value * pan
            }
            let tick = Self.tick(number % Self.sampleRate)
            samples[frame * 2] = left + tick
            samples[frame * 2 + 1] = right + tick
        }
    }

    /// A plucked string: a quick attack, three partials that fade, the higher the faster.
    private static func pluck(_ frequency: Float, after seconds: Float) -> Float {
        let attack = min(seconds / 0.012, 1)
        // (1 - t/T)⁴ falls like an exponential and reaches zero exactly when the note's time is over.
        let rest = max(1 - seconds / (Float(ring) * 0.5), 0)
        let fade = rest * rest * rest * rest
        let turns = frequency * seconds
        let tone = sine(turns) + 0.35 * fade * sine(2 * turns) + 0.12 * fade * fade * sine(3 * turns)
        return volume * attack * fade * tone
    }

    private static func tick(_ sample: Int64) -> Float {
        guard sample < tickLength else { return 0 }
        let rest = 1 - Float(sample) / Float(tickLength)
        return tickVolume * rest * rest * sine(tickFrequency * Float(sample) / Float(sampleRate))
    }

    @inline(__always)
    private static func sine(_ turns: Float) -> Float {
        sineTable[Int(turns * 1_024) & 1_023]
    }
}

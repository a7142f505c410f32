import Synchronization

/// Makes ids of 26 characters that sort by the time they were made.
///
/// Ten characters of Crockford base 32 carry the milliseconds, sixteen carry 80 random bits. Within one millisecond, and
/// while the clock stands still or steps back, the random part counts up: ids of one generator never fall.
package final class IdentifierGenerator: Sendable {
    private struct State {
        var random: any RandomNumberGenerator & Sendable
        var milliseconds: UInt64 = 0
        /// The upper 16 and lower 64 of the 80 random bits.
        var high: UInt16 = 0
        var low: UInt64 = 0

        /// Adds one to the random part; when all 80 bits are spent, borrows the next millisecond.
        mutating func countUp() {
            low &+= 1
            guard low == 0 else { return }
            high &+= 1
            if high == 0 { milliseconds += 1 }
        }
    }

    private let clock: any WallClock
    private let state: Mutex<State>

    package init(
        clock: any WallClock,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.clock = clock
        state = Mutex(State(random: random))
    }

    package func next<Entity>(_ type: Identifier<Entity>.Type = Identifier<Entity>.self) -> Identifier<Entity> {
        let now = UInt64(clamping: clock.now().milliseconds)
        let (milliseconds, high, low) = state.withLock { state in
            if now > state.milliseconds {
                state.milliseconds = now
                state.high = UInt16.random(in: .min ... .max, using: &state.random)
                state.low = state.random.next()
            } else {
                state.countUp()
            }
            return (state.milliseconds, state.high, state.low)
        }
        return Identifier(Self.text(milliseconds: milliseconds, high: high, low: low))
    }

    /// 48 bits of time in ten characters, then the random bits five by five from the top.
    private static func text(milliseconds: UInt64, high: UInt16, low: UInt64) -> String {
        var text = [UInt8]()
        text.reserveCapacity(26)
        for shift in stride(from: 45, through: 0, by: -5) {
            text.append(alphabet[Int(milliseconds >> UInt64(shift)) & 31])
        }
        let random = UInt128(high) << 64 | UInt128(low)
        for shift in stride(from: 75, through: 0, by: -5) {
            text.append(alphabet[Int(truncatingIfNeeded: random >> UInt128(shift)) & 31])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}

internal import RTP

/// The gaps in one incoming stream, and when to ask for them again (RFC 4585, section 6.2.1).
struct MissingPackets {
    enum Limit {
        /// More gaps than this at once are no loss but an outage: a key frame mends it sooner.
        static let packets = 256
        /// After so many askings the picture is better mended by a key frame.
        static let tries = 10
        /// A packet this late is of no use to a live picture.
        static let age = MediaSpan.milliseconds(1_500)
        /// Sound is played sooner, and what is missing of it is concealed.
        static let soundAge = MediaSpan.milliseconds(200)
        /// Between two askings: the round trip to most hosts is shorter.
        static let interval = MediaSpan.milliseconds(100)
    }

    /// What came of a look at the gaps.
    struct Round {
        /// To be asked for now.
        var wanted: [SequenceNumber] = []
        /// Given up: the picture cannot be mended by retransmission.
        var lost = 0
    }

    private struct Gap {
        var sequence: Int64
        var since: MediaTime
        var nextTry: MediaTime
        var tries = 0
    }

    private let age: MediaSpan
    private var gaps: [Gap] = []
    private var highest: Int64?
    private var overflowed = 0

    init(_ kind: MediaKind) {
        age = kind == .video ? Limit.age : Limit.soundAge
    }

    /// Whether there is nothing to ask for, and nothing was given up.
    var isEmpty: Bool { gaps.isEmpty && overflowed == 0 }

    /// Notes a packet; true when it filled a gap.
    mutating func received(_ sequence: Int64, at now: MediaTime) -> Bool {
        guard let highest else {
            self.highest = sequence
            return false
        }
        if sequence > highest {
            self.highest = sequence
            let count = sequence - highest - 1
            guard count > 0 else { return false }
            guard gaps.count + Int(count) <= Limit.packets else {
                overflowed += gaps.count + Int(count)
                gaps.removeAll(keepingCapacity: true)
                return false
            }
            for missing in (highest + 1)..<sequence {
                gaps.append(Gap(sequence: missing, since: now, nextTry: now))
            }
            return false
        }
        guard let position = gaps.firstIndex(where: { $0.sequence == sequence }) else { return false }
        gaps.remove(at: position)
        return true
    }

    /// What to ask for at `now`.
    mutating func round(at now: MediaTime) -> Round {
        var round = Round(lost: overflowed)
        overflowed = 0
        guard !gaps.isEmpty else { return round }
        gaps.removeAll { gap in
            let isOver = now - gap.since > age || gap.tries >= Limit.tries
            if isOver { round.lost += 1 }
            return isOver
        }
        for position in gaps.indices where gaps[position].nextTry <= now {
            gaps[position].tries += 1
            gaps[position].nextTry = now + Limit.interval
            round.wanted.append(SequenceNumber(wrapping: gaps[position].sequence))
        }
        return round
    }
}

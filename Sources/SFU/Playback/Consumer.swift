internal import RTP

/// One track on its way to one viewer.
struct Consumer {
    enum Phase {
        /// Nothing was sent yet; video waits for a key frame.
        case waiting
        /// The kept group of pictures is being sent; live packets queue behind it in the history.
        case replaying(next: Int64)
        case live
    }

    var phase: Phase = .waiting
    /// The track's format at this viewer; nil while the viewer cannot decode it.
    var format: ViewerDescription.Format?
    /// The first packet sent; older ones are never sent.
    var first: Int64 = 0
    /// Subtracted from the track's index: a receiver's roll-over counter starts at zero.
    var base: Int64 = 0
    var packets: UInt32 = 0
    var octets: UInt32 = 0
    var retransmissionSequence: Int64 = 0
    /// Where the last answered request for each of the latest packets stands, so that none is answered twice at once.
    var lastAnswer = RecentAnswers()

    mutating func begin(at index: Int64) {
        first = index
        base = index & ~0xFFFF
    }
}

/// When the latest retransmissions went out, by sequence number.
///
/// A small table with collisions: a lost entry costs one retransmission too many.
struct RecentAnswers {
    enum Limit {
        /// A receiver that asks again within less has not had time to see the first answer.
        static let interval = MediaSpan.milliseconds(20)
    }

    private struct Entry {
        var index: Int64 = -1
        var at = MediaTime(nanoseconds: 0)
    }

    private var entries = InlineArray<32, Entry>(repeating: Entry())

    /// Notes an answer; false when the same packet went out a moment ago.
    mutating func allow(_ index: Int64, at now: MediaTime) -> Bool {
        let slot = Int(truncatingIfNeeded: index) & 31
        if entries[slot].index == index, now - entries[slot].at < Limit.interval { return false }
        entries[slot] = Entry(index: index, at: now)
        return true
    }
}

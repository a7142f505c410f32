internal import RTP

/// Sound or picture on its way to one viewer.
struct Consumer {
    enum Phase {
        /// Video waits for a key frame of its layer, or of any while it has none.
        case waiting
        /// The kept group of pictures is being sent; live packets queue behind it in the history.
        case replaying(next: Int64)
        case live
        /// The way does not carry it: nothing new is sent.
        case held
    }

    var phase: Phase = .waiting
    /// The track's format at this viewer; nil while the viewer cannot decode it.
    var format: ViewerDescription.Format?
    var line = SentLine()
    /// The newest packet sent of the present layer, and its timestamp as it was sent.
    var newest: (index: Int64, timestamp: UInt32)?
    var packets: UInt32 = 0
    var octets: UInt32 = 0
    var retransmissionSequence: Int64 = 0
    var lastReport: SentReport?
    /// When the latest packets were sent again; made with the first.
    private var answers: RecentAnswers?

    /// A sender report of ours, as the receiver names it when it answers.
    struct SentReport {
        var compact: UInt32
        var at: MediaTime
    }

    /// Takes another format; what was sent in the one before is not sent again.
    mutating func setFormat(_ next: ViewerDescription.Format?) {
        format = next
        stop()
        line.forget()
        newest = nil
    }

    /// Sends nothing more; what comes next begins anew.
    mutating func stop() {
        line.end(at: newest.map { $0.index + 1 } ?? line.current.start)
        phase = .waiting
    }

    /// Notes that a packet goes out.
    @inline(__always)
    mutating func note(_ packet: UnsafePointer<StoredPacket>, stamped timestamp: UInt32, length: Int) {
        packets &+= 1
        octets &+= UInt32(length)
        if newest.map({ packet.pointee.index > $0.index }) ?? true { newest = (packet.pointee.index, timestamp) }
    }

    /// Notes that a packet is sent again; false when it was a moment ago.
    mutating func mayAnswer(_ index: Int64, at now: MediaTime) -> Bool {
        let answers = self.answers ?? RecentAnswers()
        self.answers = answers
        return answers.allow(index, at: now)
    }
}

/// When the latest retransmissions went out, by sequence number.
///
/// A small table with collisions: a lost entry costs one retransmission too many.
final class RecentAnswers {
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
    func allow(_ index: Int64, at now: MediaTime) -> Bool {
        let slot = Int(truncatingIfNeeded: index) & 31
        if entries[slot].index == index, now - entries[slot].at < Limit.interval { return false }
        entries[slot] = Entry(index: index, at: now)
        return true
    }
}

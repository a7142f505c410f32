internal import CongestionControl
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
    /// What was sent again of late; made with the first.
    private var repairs: Repairs?

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

    /// Whether a packet was sent again a moment ago.
    func isRepairing(_ index: Int64, at now: MediaTime) -> Bool {
        repairs?.isRecent(index, at: now) ?? false
    }

    /// Notes that a packet is sent again, `copies` times.
    mutating func noteRepair(_ index: Int64, copies: Int, at now: MediaTime) {
        let repairs = self.repairs ?? Repairs()
        self.repairs = repairs
        repairs.note(index, copies: copies, at: now)
    }

    /// Whether a packet of which feedback tells is to be sent again unasked.
    func isLost(_ packet: CarriedPacket, arrived: Bool) -> Bool {
        guard let repairs else { return !arrived }
        return repairs.isLost(packet, arrived: arrived)
    }
}

package import RTP

/// Notes when each packet of a transport arrived and tells the sender.
///
/// The receiving half of transport-wide feedback: one recorder per transport that carries the transport-wide sequence number. Arrivals live in a ring of fixed size;
/// noting one costs neither allocation nor search. A packet that comes late, after it was told as missing, is told
/// again with what followed it, as libwebrtc does.
package struct TransportFeedbackRecorder: Sendable {
    /// Time between two feedback packets: libwebrtc's default; shorter costs upstream, longer costs reaction.
    package static let interval = MediaSpan.milliseconds(100)
    /// Packets the ring holds: a full second at 40 Mbit/s in packets of 1,200 bytes.
    package static let capacity = 4_096
    /// The most packets one feedback packet tells of; it bounds the copy.
    private static let mostPerPacket = 1_024
    /// The most packets before the first that arrived which are told as missing; where there are more, the sender left them out.
    private static let mostMissing = 512

    private var arrivals: [FeedbackTime?]
    private var unwrapper = SequenceUnwrapper()
    /// The oldest number not yet told; above ``newest`` when all is told.
    private var untold: Int64 = 0
    private var newest: Int64 = -1
    private var lastFeedback: MediaTime?
    private var feedbackNumber: UInt8 = 0
    private var batch: [FeedbackTime?] = []

    package init() {
        arrivals = Array(repeating: nil, count: Self.capacity)
        batch.reserveCapacity(Self.mostPerPacket)
    }

    /// Notes a packet's arrival; of duplicates the first counts.
    package mutating func record(_ number: SequenceNumber, at time: MediaTime) {
        let index = unwrapper.unwrap(number)
        if newest < 0 {
            untold = index
            newest = index - 1
        }
        if index > newest {
            forget(upTo: index)
        } else if index <= newest - Int64(Self.capacity) || self[index] != nil {
            return
        }
        self[index] = FeedbackTime(time)
        untold = min(untold, index)
    }

    /// Whether something waits to be told and the interval has passed.
    package func isDue(at now: MediaTime) -> Bool {
        guard untold <= newest else { return false }
        guard let lastFeedback else { return true }
        return now - lastFeedback >= Self.interval
    }

    /// Appends one feedback packet, and answers whether it was written.
    ///
    /// Where one packet cannot tell all, ``isDue(at:)`` stays true until further calls have.
    /// - Parameters:
    ///   - sender: our source in feedback.
    ///   - media: any stream of the transport.
    package mutating func appendFeedback(
        at now: MediaTime, from sender: SSRC, about media: SSRC, to writer: inout RTCPWriter,
        into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        guard untold <= newest, let first = (untold...newest).first(where: { self[$0] != nil }) else { return false }
        if first - untold > Self.mostMissing { untold = first }
        batch.removeAll(keepingCapacity: true)
        for index in untold...min(newest, untold + Int64(Self.mostPerPacket) - 1) { batch.append(self[index]) }
        let told = writer.appendTransportFeedback(
            FeedbackSources(sender: sender, media: media), first: SequenceNumber(wrapping: untold),
            arrivals: batch.span, feedbackNumber: feedbackNumber, into: &bytes)
        guard told > 0 else { return false }
        feedbackNumber &+= 1
        untold += Int64(told)
        if untold > newest { lastFeedback = now }
        return true
    }

    /// Makes room for a new newest packet.
    ///
    /// What falls out of the ring is never told.
    private mutating func forget(upTo index: Int64) {
        let first = max(newest + 1, index - Int64(Self.capacity) + 1)
        for gap in first...index { self[gap] = nil }
        newest = index
        untold = max(untold, index - Int64(Self.capacity) + 1)
    }

    /// The arrival of a packet within the ring's reach; unwrapped numbers are never negative there.
    private subscript(index: Int64) -> FeedbackTime? {
        get { arrivals[Int(index % Int64(Self.capacity))] }
        set { arrivals[Int(index % Int64(Self.capacity))] = newValue }
    }
}

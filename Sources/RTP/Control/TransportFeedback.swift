/// When each packet of a transport arrived at the peer, still in the datagram.
///
/// Source: draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1. Parsing checks the packet as a whole, so
/// that ``forEachPacket(in:_:)`` cannot meet a broken rest.
package struct TransportFeedback: Hashable, Sendable {
    package let sources: FeedbackSources
    package let firstSequenceNumber: SequenceNumber
    /// How many packets it tells of, arrived or not.
    package let packetCount: Int
    /// The base of all arrival times: a multiple of 64 ms, wrapping at 24 bits (some 12 days).
    package let referenceTime: FeedbackTime
    /// A count of the feedback packets themselves, so that lost feedback is seen.
    package let feedbackNumber: UInt8
    private let chunks: Range<Int>

    /// Bytes of the body in front of the status chunks.
    static let fixedLength = 16
    /// The most packets one feedback may tell of: three seconds of silence at 30 Mbit/s.
    ///
    /// The format allows 65,535 in 24 bytes, by which a datagram of such feedback would cost a worker milliseconds.
    package static let mostPackets = 8_192

    init?(parsing bytes: Span<UInt8>, header: RTCPHeader) {
        let start = header.body.lowerBound
        guard header.body.count >= Self.fixedLength,
            let sources = FeedbackSources(parsing: bytes, body: header.body)
        else { return nil }
        self.sources = sources
        firstSequenceNumber = SequenceNumber(rawValue: bytes.uint16(at: start + 8))
        packetCount = Int(bytes.uint16(at: start + 10))
        guard packetCount <= Self.mostPackets else { return nil }
        let reference = Int32(bitPattern: bytes.uint24(at: start + 12) << 8) >> 8
        referenceTime = FeedbackTime(rawValue: Int64(reference) * FeedbackTime.stepsPerReference)
        feedbackNumber = bytes[start + 15]

        // The chunks say how long they and the deltas behind them are.
        var offset = start + Self.fixedLength
        var told = 0
        var deltaBytes = 0
        while told < packetCount {
            guard header.body.upperBound - offset >= 2 else { return nil }
            let chunk = FeedbackChunk(rawValue: bytes.uint16(at: offset))
            let count = min(chunk.count, packetCount - told)
            deltaBytes += chunk.deltaBytes(ofFirst: count)
            told += count
            offset += 2
        }
        chunks = (start + Self.fixedLength)..<offset
        guard deltaBytes <= header.body.upperBound - offset else { return nil }
    }

    /// Calls with each packet in order and its arrival, nil when it did not arrive.
    ///
    /// - Parameter bytes: the datagram the packet was read from.
    package func forEachPacket(in bytes: Span<UInt8>, _ visit: (SequenceNumber, FeedbackTime?) -> Void) {
        var number = firstSequenceNumber
        var time = referenceTime.rawValue
        var delta = chunks.upperBound
        var left = packetCount
        for offset in stride(from: chunks.lowerBound, to: chunks.upperBound, by: 2) {
            let chunk = FeedbackChunk(rawValue: bytes.uint16(at: offset))
            let count = min(chunk.count, left)
            left -= count
            for index in 0..<count {
                switch chunk.status(index) {
                case .notReceived:
                    visit(number, nil)
                case .smallDelta:
                    time += Int64(bytes[delta])
                    delta += 1
                    visit(number, FeedbackTime(rawValue: time))
                case .largeDelta:
                    time += Int64(Int16(bitPattern: bytes.uint16(at: delta)))
                    delta += 2
                    visit(number, FeedbackTime(rawValue: time))
                }
                number = number.advanced(by: 1)
            }
        }
    }
}

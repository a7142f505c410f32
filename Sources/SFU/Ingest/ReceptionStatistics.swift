internal import RTP

/// What a receiver report says of one incoming stream (RFC 3550, sections 6.4.1 and A.3, A.8).
struct ReceptionStatistics {
    private let clock: ClockRate
    private var first: Int64?
    private var highest: Int64 = 0
    private(set) var received: Int64 = 0
    private(set) var bytes: Int64 = 0
    private var expectedBefore: Int64 = 0
    private var receivedBefore: Int64 = 0
    private var lastTransit: Int64?
    /// In ticks, times 16.
    private var scaledJitter: Int64 = 0
    private(set) var latestLoss = 0.0

    init(clock: ClockRate) {
        self.clock = clock
    }

    mutating func record(sequence: Int64, timestamp: RTPTimestamp, bytes count: Int, at now: MediaTime) {
        if first == nil { first = sequence }
        highest = max(highest, sequence)
        received += 1
        bytes += Int64(count)
        let arrival = clock.ticks(in: now - MediaTime(nanoseconds: 0))
        let transit = Int64(UInt32(truncatingIfNeeded: arrival) &- timestamp.rawValue)
        if let lastTransit {
            let difference = abs(Int64(Int32(truncatingIfNeeded: transit &- lastTransit)))
            scaledJitter += difference - (scaledJitter + 8) / 16
        }
        lastTransit = transit
    }

    /// The block for the next report; counts from the one before.
    mutating func block(ssrc: SSRC, lastReport: UInt32, delay: CompactNTPSpan) -> ReportBlock {
        let expected = highest - (first ?? 0) + 1
        let expectedSince = expected - expectedBefore
        let lostSince = expectedSince - (received - receivedBefore)
        expectedBefore = expected
        receivedBefore = received
        latestLoss = expectedSince > 0 ? max(0, Double(lostSince) / Double(expectedSince)) : 0
        return ReportBlock(
            ssrc: ssrc,
            fractionLost: UInt8(clamping: Int64(latestLoss * 256)),
            cumulativeLost: Int32(clamping: expected - received),
            extendedHighestSequence: UInt32(truncatingIfNeeded: highest),
            jitter: UInt32(clamping: scaledJitter / 16),
            lastSenderReport: lastReport,
            delaySinceLastSenderReport: delay)
    }
}

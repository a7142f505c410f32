internal import RTP
internal import SDP

/// One stream that the server sends: its numbers, its gaps, its reports.
struct IncomingTrack {
    /// What a payload type stands for.
    enum Format {
        case media(MediaCodec)
        /// A retransmission of a packet with that payload type.
        case repair(PayloadType, MediaCodec)
    }

    /// The server's latest sender report, and when it came.
    private struct Report {
        var ntp: NTPTime
        var arrival: MediaTime
    }

    let kind: MediaKind
    private var formats: [(payloadType: PayloadType, format: Format)] = []
    private(set) var ssrc: SSRC?
    private var unwrapper = SequenceUnwrapper()
    private var first: Int64 = 0
    private var highest: Int64 = -1
    private var packets: Int64 = 0
    private var bytes: Int64 = 0
    private var repaired: Int64 = 0
    private var expectedBefore: Int64 = 0
    private var packetsBefore: Int64 = 0
    private var lastReport: Report?
    private var gaps = PacketGaps()

    init(_ track: NegotiatedTrack) {
        kind = track.kind
        for format in track.formats {
            formats.append((format.payloadType, .media(format.codec)))
            if let repair = format.retransmission {
                formats.append((repair, .repair(format.payloadType, format.codec)))
            }
        }
    }

    /// What a payload type means on this track; nil where it belongs to another.
    func format(_ payloadType: PayloadType) -> Format? {
        formats.first { $0.payloadType == payloadType }?.format
    }

    /// Counts a packet and returns its unwrapped number.
    mutating func count(
        _ number: SequenceNumber, from source: SSRC, length: Int, isRepair: Bool, at now: MediaTime
    ) -> Int64 {
        if ssrc != source, !isRepair { begin(source) }
        let index = unwrapper.unwrap(number)
        bytes += Int64(length)
        if highest < 0 {
            first = index
            highest = index
        } else if index > highest {
            if index > highest + 1 { gaps.opened((highest + 1)..<index, at: now) }
            highest = index
        } else {
            _ = gaps.filled(index)
        }
        packets += 1
        if isRepair { repaired += 1 }
        return index
    }

    /// Takes another source for the stream from now on; what the former one lacked is settled.
    private mutating func begin(_ source: SSRC) {
        ssrc = source
        unwrapper = SequenceUnwrapper()
        gaps = PacketGaps()
        highest = -1
        packets = 0
        expectedBefore = 0
        packetsBefore = 0
    }

    mutating func reported(_ report: SenderReport, at now: MediaTime) {
        guard report.ssrc == ssrc else { return }
        lastReport = Report(ntp: report.ntp, arrival: now)
    }

    mutating func dueRequests(at now: MediaTime) -> [SequenceNumber] {
        gaps.due(at: now)
    }

    private var expected: Int64 { highest < 0 ? 0 : highest - first + 1 }

    /// The block for the next receiver report, counted from the one before (RFC 3550, section 6.4.1).
    mutating func block(at now: MediaTime) -> ReportBlock? {
        guard let ssrc, highest >= 0 else { return nil }
        let due = expected - expectedBefore
        let lost = max(0, due - (packets - packetsBefore))
        expectedBefore = expected
        packetsBefore = packets
        return ReportBlock(
            ssrc: ssrc,
            fractionLost: UInt8(clamping: due > 0 ? lost * 256 / due : 0),
            cumulativeLost: Int32(clamping: expected - packets),
            extendedHighestSequence: UInt32(truncatingIfNeeded: highest),
            // Not measured: nothing of ours reads it, and the counting depth could not.
            jitter: 0,
            lastSenderReport: lastReport?.ntp.compact ?? 0,
            delaySinceLastSenderReport: CompactNTPSpan(lastReport.map { now - $0.arrival } ?? .zero))
    }

    var statistics: PlaybackStatistics.Track {
        PlaybackStatistics.Track(
            packets: packets, bytes: bytes, missing: max(0, expected - packets), repaired: repaired)
    }
}

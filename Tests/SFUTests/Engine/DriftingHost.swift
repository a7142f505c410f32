import RTP
import Rehearsal

/// A host whose clocks are not true: that of its reports, that of its picture and that of its sound.
///
/// Each packet's payload ends with when it was captured, in eight bytes: nanoseconds of true time.
struct DriftingHost {
    /// How much faster than true a clock runs, in millionths.
    struct Drift {
        var wall = 0.0
        var picture = 0.0
        var sound = 0.0
    }

    static let picture = VirtualHost.ssrc(0)
    static let sound = VirtualMicrophone.ssrc

    var drift = Drift()
    /// How far the clock of its reports is ahead, in nanoseconds.
    var ahead: Int64 = 0
    private var sequences: [UInt32: UInt16] = [:]

    init(_ drift: Drift) {
        self.drift = drift
    }

    /// A key frame of VP8 in one packet.
    mutating func picturePacket(at now: MediaTime) -> [UInt8] {
        // RFC 7741 and RFC 6386, section 9.1: a descriptor of one byte, and the head of a key frame.
        let head: [UInt8] = [0x10, 0x10, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x00]
        return packet(96 | 0x80, Self.picture, ticks(.video, at: now), head, at: now)
    }

    /// A packet of Opus.
    mutating func soundPacket(at now: MediaTime) -> [UInt8] {
        packet(111, Self.sound, ticks(.audio, at: now), [0x78], at: now)
    }

    private mutating func packet(
        _ type: UInt8, _ ssrc: SSRC, _ timestamp: UInt32, _ head: [UInt8], at now: MediaTime
    ) -> [UInt8] {
        let sequence = sequences[ssrc.rawValue, default: 0] &+ 1
        sequences[ssrc.rawValue] = sequence
        var bytes: [UInt8] = [0x80, type, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
        for word in [timestamp, ssrc.rawValue] {
            bytes += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
        let captured = UInt64(bitPattern: now.nanoseconds)
        let time = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: captured >> UInt64($0)) }
        return bytes + head + time
    }

    /// A report of one stream.
    func report(of kind: MediaKind, at now: MediaTime) -> [UInt8] {
        let gained = Int64(Double(now.nanoseconds) * drift.wall / 1e6)
        let wall = 1_600_000_000_000_000_000 + now.nanoseconds + gained + ahead
        let report = SenderReport(
            ssrc: kind == .video ? Self.picture : Self.sound, ntp: NTPTime(unixNanoseconds: wall),
            timestamp: RTPTimestamp(rawValue: ticks(kind, at: now)), packetCount: 1, octetCount: 1)
        var bytes = [UInt8](repeating: 0, count: 100)
        var span = bytes.mutableSpan
        var writer = RTCPWriter()
        let blocks: [ReportBlock] = []
        _ = writer.append(report, blocks: blocks.span, into: &span)
        return Array(bytes[..<writer.length])
    }

    private func ticks(_ kind: MediaKind, at now: MediaTime) -> UInt32 {
        let (rate, ppm) = kind == .video ? (90_000.0, drift.picture) : (48_000.0, drift.sound)
        let count = Double(now.nanoseconds) / 1e9 * rate * (1 + ppm / 1e6)
        // The picture's clock wraps on the way.
        return UInt32(truncatingIfNeeded: Int64(count)) &+ (kind == .video ? 0xF000_0000 : 77)
    }
}

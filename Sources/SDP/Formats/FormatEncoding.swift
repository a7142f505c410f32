package import RTP

/// What an `a=rtpmap` line says of a payload type (RFC 8866, section 6.6).
package struct FormatEncoding: Hashable, Sendable {
    /// As written; compared without regard to case.
    package var name: String
    package var clockRate: ClockRate
    /// Channels of sound; nil when not written, which means one.
    package var channels: UInt8?

    package init(name: String, clockRate: ClockRate, channels: UInt8? = nil) {
        self.name = name
        self.clockRate = clockRate
        self.channels = channels
    }

    /// The encoding under which a codec of ours is negotiated.
    package init(_ codec: MediaCodec) {
        self.init(name: codec.rawValue, clockRate: codec.clockRate, channels: codec == .opus ? 2 : nil)
    }

    /// Retransmission (RFC 4588), at the clock of video.
    package static let retransmission = FormatEncoding(name: "rtx", clockRate: .video)

    /// Redundant sound (RFC 2198), at the clock and channels of Opus.
    package static let redundancy = FormatEncoding(name: "red", clockRate: .opus, channels: 2)

    /// Protection that browsers take: draft-ietf-payload-flexible-fec-scheme-03.
    package static let protection = FormatEncoding(name: "flexfec-03", clockRate: .video)

    package var isProtection: Bool { name.lowercased() == "flexfec-03" && clockRate == .video }

    package var isRedundancy: Bool {
        name.lowercased() == "red" && clockRate == .opus && channels == 2
    }

    package var isRetransmission: Bool { name.lowercased() == "rtx" }

    /// The codec of ours it names.
    ///
    /// Nil for any other name, clock or number of channels.
    package var codec: MediaCodec? {
        guard let codec = MediaCodec(encodingName: name), clockRate == codec.clockRate,
            codec != .opus || channels == 2
        else { return nil }
        return codec
    }

    /// Parses `name/clock[/channels]`.
    init?(parsing value: Substring) {
        let fields = value.fields(separator: UInt8(ascii: "/"))
        guard fields.count == 2 || fields.count == 3, fields[0].isToken, let rate = UInt32(fields[1]),
            let clockRate = ClockRate(rawValue: rate)
        else { return nil }
        name = String(fields[0])
        self.clockRate = clockRate
        if fields.count == 3 {
            guard let count = UInt8(fields[2]), count > 0 else { return nil }
            channels = count
        }
    }

    var text: String {
        let head = "\(name)/\(clockRate.rawValue)"
        return channels.map { "\(head)/\($0)" } ?? head
    }
}

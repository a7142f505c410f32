internal import RTP
internal import SDP
internal import SecureTransport

/// The sources and the canonical name under which one publishing session sends.
///
/// Each session draws new ones, as a browser that reloads does.
struct StreamNames: Sendable {
    let streams: OutgoingStreams

    init() {
        let words = randomBytes(12)
        // The two lowest bits keep the three apart.
        let sources = (0..<3).map { word in
            SSRC(
                rawValue: words[(4 * word)..<(4 * word + 4)].reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & ~3
                    | UInt32(word))
        }
        guard let name = CanonicalName(rawValue: randomName()) else {
            preconditionFailure("A canonical name of ours is no token")
        }
        streams = OutgoingStreams(
            audio: OutgoingStream(
                ssrc: sources[0], streamID: MediaStreamID(stream: "live", track: "audio"), canonicalName: name),
            video: OutgoingStream(
                ssrc: sources[1], retransmission: sources[2], streamID: MediaStreamID(stream: "live", track: "video"),
                canonicalName: name))
    }
}

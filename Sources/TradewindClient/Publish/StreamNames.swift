internal import RTP
internal import SDP
internal import SecureTransport

/// The sources and the canonical name under which one publishing session sends.
///
/// Each session draws new ones, as a browser that reloads does.
struct StreamNames: Sendable {
    let audio: OutgoingStream
    /// The picture's streams: one for each layer, or one alone.
    let video: [OutgoingStream]
    /// The ids of the picture's layers, lowest first; empty where it is one stream.
    let layers: [StreamID]

    /// - Parameter layers: at most three; fewer than two are one stream.
    init(layers: [StreamID] = []) {
        self.layers = layers.count > 1 ? layers : []
        guard let name = CanonicalName(rawValue: randomName()) else {
            preconditionFailure("A canonical name of ours is no token")
        }
        audio = OutgoingStream(
            ssrc: Self.source(0), streamID: MediaStreamID(stream: "live", track: "audio"), canonicalName: name)
        video = (0..<max(1, layers.count)).map { layer in
            OutgoingStream(
                ssrc: Self.source(2 * layer + 1), retransmission: Self.source(2 * layer + 2),
                streamID: MediaStreamID(stream: "live", track: "video"), canonicalName: name)
        }
    }

    /// A random source whose three lowest bits keep the seven apart.
    private static func source(_ number: Int) -> SSRC {
        SSRC(rawValue: randomBytes(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & ~7 | UInt32(number))
    }
}

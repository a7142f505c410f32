import RTP
import SDP

/// A server of tests: what it says of itself in answers.
enum Server {
    static let candidate = IceCandidate(
        foundation: "1", priority: 2_130_706_431, address: "203.0.113.7", port: 7_882)

    static func transport(roles: [DTLSRole] = [.server, .client]) throws -> LocalTransport {
        LocalTransport(
            session: 42, credentials: try credentials("srvr"),
            fingerprint: Fingerprint(sha256: [UInt8](repeating: 0x0F, count: 32)), candidates: [candidate], roles: roles
        )
    }

    static func credentials(_ userFragment: String) throws -> IceCredentials {
        guard let credentials = IceCredentials(userFragment: userFragment, password: "abcdefghijklmnopqrstuv") else {
            throw NegotiationError.noIceCredentials
        }
        return credentials
    }

    static func streams(slots: UInt32 = 1) throws -> [OutgoingStreams] {
        guard let name = CanonicalName(rawValue: "tradewind") else { throw NegotiationError.nothingToSend }
        return (0..<slots).map { slot in
            OutgoingStreams(
                audio: OutgoingStream(
                    ssrc: SSRC(rawValue: 1_000 + slot), streamID: MediaStreamID(stream: "demo", track: "audio"),
                    canonicalName: name),
                video: OutgoingStream(
                    ssrc: SSRC(rawValue: 2_000 + 3 * slot), retransmission: SSRC(rawValue: 2_001 + 3 * slot),
                    protection: SSRC(rawValue: 2_002 + 3 * slot),
                    streamID: MediaStreamID(stream: "demo", track: "video"), canonicalName: name))
        }
    }
}

internal import ICE
internal import RTP
internal import SDP
internal import SecureTransport

/// What offer and answer agreed on, as a session needs it.
struct SessionPlan: Sendable {
    var local: Credentials
    var remote: Credentials
    /// The server's certificate as its answer announced it.
    var fingerprint: SecureTransport.Fingerprint
    var role: DTLSRole
    /// Where the server may be reached, all of one family; the first check answered decides.
    var addresses: [TransportAddress]
    var tracks: [NegotiatedTrack]

    init(_ negotiated: NegotiatedSession, local: Credentials) throws(ClientError) {
        self.local = local
        remote = Credentials(
            usernameFragment: negotiated.remote.credentials.userFragment,
            password: negotiated.remote.credentials.password)
        let known = negotiated.remote.fingerprints.lazy.compactMap { spoken in
            SecureTransport.Fingerprint(algorithm: spoken.algorithm, bytes: spoken.digest)
        }
        guard let fingerprint = known.first else {
            throw .unusableAnswer("no a=fingerprint uses sha-256, sha-384 or sha-512.")
        }
        self.fingerprint = fingerprint
        role = negotiated.role
        tracks = negotiated.tracks
        let udp = negotiated.remote.candidates.filter { $0.transport == "udp" && $0.component == 1 }
        let all = udp.sorted { $0.priority > $1.priority }.compactMap { candidate in
            // Names (mDNS) are passed over: a server has no reason to use them.
            TransportAddress(host: candidate.address, port: candidate.port)
        }
        guard let first = all.first else {
            throw .unusableAnswer("it names no UDP candidate with an IP address.")
        }
        addresses = all.filter { $0.family == first.family }
    }
}

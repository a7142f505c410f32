internal import Glibc
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
        let all = udp.sorted { $0.priority > $1.priority }.compactMap { TransportAddress($0) }
        guard let first = all.first else {
            throw .unusableAnswer("it names no UDP candidate with an IP address.")
        }
        addresses = all.filter { $0.family == first.family }
    }
}

extension TransportAddress {
    /// The address of a candidate; nil for names (mDNS), which a server has no reason to use.
    fileprivate init?(_ candidate: IceCandidate) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, candidate.address, &four) == 1 {
            self.init(ipv4: UInt32(bigEndian: four.s_addr), port: candidate.port)
        } else if inet_pton(AF_INET6, candidate.address, &six) == 1 {
            let halves = withUnsafeBytes(of: six) { bytes in
                (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(
                family: .ipv6, high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1),
                port: candidate.port)
        } else {
            return nil
        }
    }
}

internal import ICE
internal import SDP
internal import SecureTransport

/// The certificate and DTLS settings that all sessions of one loop share.
struct ClientIdentity: Sendable {
    let context: DTLSContext
    /// Whether it agrees to AES-GCM.
    let hasGCM: Bool

    init(profiles: [ProtectionProfile]) throws(ClientError) {
        hasGCM = profiles.contains(.aeadAES128GCM)
        do throws(SecureTransportError) {
            context = try DTLSContext(certificate: Certificate(), profiles: profiles)
        } catch {
            throw .cryptography("\(error)")
        }
    }

    /// What a description of ours says of our transport.
    ///
    /// No candidates: the server answers our checks wherever they come from.
    func transport(_ credentials: Credentials) -> LocalTransport {
        guard
            let spoken = IceCredentials(userFragment: credentials.usernameFragment, password: credentials.password)
        else { preconditionFailure("ICE credentials of ours are not in the alphabet of RFC 8839") }
        return LocalTransport(
            session: randomBytes(7).reduce(0 as UInt64) { $0 << 8 | UInt64($1) },
            credentials: spoken,
            fingerprint: SDP.Fingerprint(sha256: context.certificate.fingerprint.bytes),
            candidates: [],
            isIceLite: false,
            roles: [.client, .server])
    }
}

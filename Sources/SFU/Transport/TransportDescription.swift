package import ICE
package import SecureTransport

/// What the two session descriptions say about the path between us and one peer.
package struct TransportDescription: Sendable {
    package var local: Credentials
    package var remote: Credentials
    /// The peer's certificate as its description announced it.
    package var fingerprint: Fingerprint
    /// Our part in the handshake.
    package var role: DTLSConnection.Role
    /// The protection profiles that we name as the DTLS client; nil for all.
    package var offered: [ProtectionProfile]?

    package init(
        local: Credentials, remote: Credentials, fingerprint: Fingerprint, role: DTLSConnection.Role = .server,
        offered: [ProtectionProfile]? = nil
    ) {
        self.local = local
        self.remote = remote
        self.fingerprint = fingerprint
        self.role = role
        self.offered = offered
    }
}

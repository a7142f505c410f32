/// What a description of ours says of our transport.
package struct LocalTransport: Hashable, Sendable {
    /// The number of the session in the `o=` line; any that is not used twice.
    package var session: UInt64
    package var credentials: IceCredentials
    package var fingerprint: Fingerprint
    package var candidates: [IceCandidate]
    package var isIceLite: Bool
    /// The DTLS roles we can take, the preferred one first.
    package var roles: [DTLSRole]

    package init(
        session: UInt64, credentials: IceCredentials, fingerprint: Fingerprint, candidates: [IceCandidate],
        isIceLite: Bool = true, roles: [DTLSRole] = [.server]
    ) {
        self.session = session
        self.credentials = credentials
        self.fingerprint = fingerprint
        self.candidates = candidates
        self.isIceLite = isIceLite
        self.roles = roles
    }

    /// The role to take against an offer; nil when there is none.
    ///
    /// An offer without `a=setup` means to be active (RFC 4145, section 4).
    func role(against offered: SetupRole?) -> DTLSRole? {
        switch offered ?? .active {
        case .either: roles.first
        case .active: roles.first { $0 == .server }
        case .passive: roles.first { $0 == .client }
        case .holdConnection: nil
        }
    }

    func attributes(setup: SetupRole, options: [String]) -> TransportAttributes {
        var attributes = TransportAttributes()
        attributes.userFragment = credentials.userFragment
        attributes.password = credentials.password
        attributes.iceOptions = options
        attributes.fingerprints = [fingerprint]
        attributes.setup = setup
        return attributes
    }
}

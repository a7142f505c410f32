/// What a section says of its transport: ICE and DTLS.
package struct TransportAttributes: Hashable, Sendable {
    package var userFragment: String?
    package var password: String?
    package var iceOptions: [String] = []
    package var fingerprints: [Fingerprint] = []
    package var setup: SetupRole?

    package init() {}

    package var credentials: IceCredentials? {
        guard let userFragment, let password else { return nil }
        return IceCredentials(userFragment: userFragment, password: password)
    }

    /// Fills what is not said here from the session's head (RFC 8839, section 5.4; RFC 8122, section 5).
    mutating func inherit(_ session: TransportAttributes) {
        userFragment = userFragment ?? session.userFragment
        password = password ?? session.password
        if iceOptions.isEmpty { iceOptions = session.iceOptions }
        if fingerprints.isEmpty { fingerprints = session.fingerprints }
        setup = setup ?? session.setup
    }
}

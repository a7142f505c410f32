/// A fragment of a session description that carries candidates: `application/trickle-ice-sdpfrag` (RFC 8840).
package struct IceFragment: Hashable, Sendable {
    /// Present with new values, they ask for an ICE restart (RFC 9725, section 4.3.2).
    package var userFragment: String?
    package var password: String?
    package var iceOptions: [String] = []
    /// Candidates in front of any section: of the session as a whole.
    package var candidates: [IceCandidate] = []
    package var hasEndOfCandidates = false
    package var sections: [IceFragmentSection] = []

    package init() {}

    package var credentials: IceCredentials? {
        guard let userFragment, let password else { return nil }
        return IceCredentials(userFragment: userFragment, password: password)
    }

    /// All candidates, wherever they stand: with BUNDLE there is one transport.
    package var allCandidates: [IceCandidate] { candidates + sections.flatMap(\.candidates) }
}

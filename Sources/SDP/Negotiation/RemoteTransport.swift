/// What the peer said of its transport.
package struct RemoteTransport: Hashable, Sendable {
    package var credentials: IceCredentials
    /// The digests its certificate may have; one of them must match.
    package var fingerprints: [Fingerprint]
    package var candidates: [IceCandidate]
    package var hasEndOfCandidates: Bool
    package var isIceLite: Bool

    /// Reads the one transport of a bundle from its sections.
    ///
    /// All but the first may be silent (RFC 9143, section 7).
    init(_ description: SessionDescription, sections: [MediaDescription]) throws(NegotiationError) {
        guard let credentials = sections.lazy.compactMap(\.transport.credentials).first else {
            throw .noIceCredentials
        }
        guard let spoken = sections.first(where: { !$0.transport.fingerprints.isEmpty }) else {
            throw .noFingerprint
        }
        self.credentials = credentials
        fingerprints = spoken.transport.fingerprints
        // A section may be listed twice, and clients repeat candidates in each section of a bundle.
        var known: Set<IceCandidate> = []
        candidates = sections.flatMap(\.candidates).filter { known.insert($0).inserted }
        hasEndOfCandidates = sections.contains(where: \.hasEndOfCandidates)
        isIceLite = description.isIceLite
    }
}

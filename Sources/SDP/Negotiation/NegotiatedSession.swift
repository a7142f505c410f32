package import RTP

/// What an offer and its answer agreed on.
package struct NegotiatedSession: Hashable, Sendable {
    package var remote: RemoteTransport
    /// Our part in the DTLS handshake.
    package var role: DTLSRole
    /// In the offer's order; a host's has at most one of each kind.
    package var tracks: [NegotiatedTrack]

    /// The first of a kind.
    package func track(_ kind: MediaKind) -> NegotiatedTrack? {
        tracks.first { $0.kind == kind }
    }

    /// All of a kind.
    package func tracks(_ kind: MediaKind) -> [NegotiatedTrack] {
        tracks.filter { $0.kind == kind }
    }
}

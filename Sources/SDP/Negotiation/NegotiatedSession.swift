package import RTP

/// What an offer and its answer agreed on.
package struct NegotiatedSession: Hashable, Sendable {
    package var remote: RemoteTransport
    /// Our part in the DTLS handshake.
    package var role: DTLSRole
    /// At most one of each kind.
    package var tracks: [NegotiatedTrack]

    package func track(_ kind: MediaKind) -> NegotiatedTrack? {
        tracks.first { $0.kind == kind }
    }
}

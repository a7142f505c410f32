internal import Domain

/// Which layers of their picture hosts need to send, as the room socket says it.
struct WantedLayersBody: Encodable, Sendable {
    let type = "layers"
    /// The WHIP session that is meant: another one has layers of its own.
    let session: MediaSessionID
    /// By rid; empty when nobody watches.
    let wanted: [String]
}

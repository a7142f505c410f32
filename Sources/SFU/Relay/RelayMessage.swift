internal import RTP

/// What one worker's engine tells another's about a show that both serve.
enum RelayMessage {
    /// Which slot of which show.
    struct Place {
        /// The show's number between workers.
        var channel: Int
        var slot: Int
    }

    // From where the show is at home to a branch.

    /// Who fills the slot from now on.
    case source(Place, DistantSource.Description)
    case packet(Place, RelayedPacket)
    /// What the host's latest report says, on our clock.
    case report(Place, MediaKind, layer: Int, RTPTimestamp, NTPTime)
    /// What comes of a kind next begins anew.
    case interrupted(Place, MediaKind)
    /// Nobody fills the slot any more.
    case gone(Place)
    /// Those who fill the slot and must not see and hear themselves.
    case filled(Place, names: Set<String>)

    // From a branch to where the show is at home.

    /// The branch is there now: what was told before is not known.
    case opened(channel: Int)
    case keyFrame(Place, KeyFrameRequester.Reason, layer: Int)
    /// For each layer whether it is wanted.
    case layers(Place, [Bool])
}

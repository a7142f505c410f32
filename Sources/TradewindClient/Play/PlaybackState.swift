/// How a played stream stands.
public enum PlaybackState: Hashable, Sendable {
    case connecting
    /// Keys are agreed on; media may come.
    case connected
    /// The first packet of a key frame came.
    case playing
    case ended(SessionEnding)
}

internal import Rooms

/// Who may use a route.
enum Access: Sendable, Hashable {
    /// Anybody, known or not.
    case anybody
    /// Anybody with a session or a token.
    case session
    /// This role or above, for all shows.
    case role(Role)
    /// This role or above, for whichever shows: what it reads belongs to no show.
    case anyShow(Role)
    /// This role or above for the show in the path.
    case show(Role)
}

internal import Rooms

/// Who may use a route.
enum Access: Sendable, Hashable {
    /// Anybody, known or not.
    case anybody
    /// Whoever knows the one-time code in the path; a plain form sends it, so the page's own token is not asked for.
    case code
    /// Whoever may publish to the show in the path; the handler refuses, so that pages of other sites can read why.
    ///
    /// The only routes that take a token made for publishing. A guest comes with the cookie and the page's token.
    case publisher
    /// Anybody with a session or a token.
    case session
    /// This role or above, for all shows.
    case role(Role)
    /// This role or above, for whichever shows: what it reads belongs to no show.
    case anyShow(Role)
    /// This role or above for the show in the path.
    case show(Role)
}

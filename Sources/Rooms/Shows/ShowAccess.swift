/// Who may watch a show.
package enum ShowAccess: String, Codable, Sendable {
    /// Anybody, without a token.
    case open
    /// Only who holds a token for this show.
    case restricted
}

/// Whether voices still count.
package enum VoteState: String, Codable, Sendable {
    case open
    case closed
}

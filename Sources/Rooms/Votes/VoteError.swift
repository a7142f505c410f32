package import Domain

/// Why something about a vote was refused.
package enum VoteError: Error, Hashable {
    case invalid(field: String, why: String)
    case unknown(VoteID)
    /// One question at a time: a second one would hide the first.
    case alreadyOpen(VoteID)
}

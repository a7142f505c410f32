internal import Domain

/// Somebody who waits: with a raised hand, an invitation, or ringing.
struct Hand: Sendable, Hashable {
    let person: ViewerID
    let name: String
    var wantsCamera: Bool
    var product: ProductID?
    let since: Timestamp
    var isInvited: Bool
    /// The call that rings, in a scene of calls.
    let call: CallID?
}

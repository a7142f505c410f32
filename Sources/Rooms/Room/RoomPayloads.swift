internal import Domain

/// `chat.said`
struct ChatSaidPayload: Codable, Sendable {
    let message: ChatMessageID
    let name: String
    let role: Role
    let text: String
}

/// `chat.hidden`
struct ChatHiddenPayload: Codable, Sendable {
    let message: ChatMessageID
    let by: String
}

/// `chat.muted`
struct ChatMutedPayload: Codable, Sendable {
    /// Zero lifts the mute.
    let seconds: Int64
    let by: String
}

/// `show.changed`
struct ShowChangedPayload: Codable, Sendable {
    let state: ShowState
    let title: String
    let allowsLinks: Bool

    init(_ show: Show) {
        state = show.state
        title = show.title
        allowsLinks = show.allowsLinks
    }
}

/// `vote.changed`
struct VoteChangedPayload: Codable, Sendable {
    let vote: VoteBody
}

/// `vote.cast`
struct VoteCastPayload: Codable, Sendable {
    let vote: VoteID
    let answer: Int
}

/// `pin.changed`
struct PinChangedPayload: Codable, Sendable {
    @ExplicitNull var product: ProductID?
    let by: String
}

/// An event whose kind says everything.
struct NoPayload: Codable, Sendable {}

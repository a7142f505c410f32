internal import Domain

/// The payload of `chat.said`.
struct ChatSaidPayload: Codable, Sendable {
    let message: ChatMessageID
    let name: String
    let role: Role
    let text: String
}

/// The payload of `chat.hidden`.
struct ChatHiddenPayload: Codable, Sendable {
    let message: ChatMessageID
    let by: String
}

/// The payload of `chat.muted`.
struct ChatMutedPayload: Codable, Sendable {
    /// Zero lifts the mute.
    let seconds: Int64
    let by: String
}

/// The payload of `show.changed`.
struct ShowChangedPayload: Codable, Sendable {
    let state: ShowState
    let title: String
    let access: ShowAccess
    let allowsLinks: Bool
    let host: String
    let scene: SceneName

    init(_ show: Show) {
        state = show.state
        access = show.access
        title = show.title
        allowsLinks = show.allowsLinks
        host = show.host
        scene = show.scene
    }
}

/// The payload of `vote.changed`.
struct VoteChangedPayload: Codable, Sendable {
    let vote: VoteBody
}

/// The payload of `vote.cast`.
struct VoteCastPayload: Codable, Sendable {
    let vote: VoteID
    let answer: Int
}

/// The payload of `pin.changed`.
struct PinChangedPayload: Codable, Sendable {
    @ExplicitNull var product: ProductID?
    let by: String
}

/// An event whose kind says everything.
struct NoPayload: Codable, Sendable {}

internal import Domain

/// A line that waits to be stored.
struct NewChatLine: Sendable {
    let id: ChatMessageID
    let viewer: ViewerID
    let name: String
    let role: Role
    let market: MarketID
    let text: String
    let at: Timestamp
}

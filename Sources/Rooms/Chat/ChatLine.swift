package import Domain

/// One line of chat as it is kept.
package struct ChatLine: Sendable, Hashable {
    package let id: ChatMessageID
    package let viewer: ViewerID
    package let name: String
    package let role: Role
    package let text: String
    package let at: Timestamp
}

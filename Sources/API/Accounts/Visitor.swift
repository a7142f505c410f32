internal import Domain

/// What is known of somebody who came by: how they are called, and what they read and pay in.
struct Visitor: Sendable, Hashable {
    let id: ViewerID
    var name: String
    var market: MarketID
    var language: Language
}

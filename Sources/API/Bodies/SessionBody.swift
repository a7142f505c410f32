internal import Domain
internal import Rooms

/// `Session` of the application interface.
struct SessionBody: Encodable, Sendable {
    let viewer: ViewerID
    let name: String
    let role: Role
    /// The show the role is good for, or `*`.
    let show: String
    let market: MarketID
    let language: Language
    let currency: Currency
    let csrf: String
    let historyKey: String
}

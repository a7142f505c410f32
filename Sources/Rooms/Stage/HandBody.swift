internal import Domain

/// `Hand` of the interface.
struct HandBody: Codable, Sendable, Equatable {
    let person: ViewerID
    let name: String
    let camera: Bool
    @ExplicitNull var product: ProductID?
    let since: Timestamp
    let isInvited: Bool
    /// Whether the media transport is warm.
    let isReady: Bool
}

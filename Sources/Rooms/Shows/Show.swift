package import Domain

/// One broadcast: announced, aired, ended.
package struct Show: Sendable, Hashable {
    package var id: ShowID
    package var title: String
    package var description: String
    /// The name under which the seller appears.
    package var host: String
    /// The language the host speaks.
    package var language: Language
    /// A path below `/pictures/`.
    package var poster: String?
    package var state: ShowState
    package var access: ShowAccess
    /// Whether viewers may post links.
    package var allowsLinks: Bool
    package var startsAt: Timestamp?
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?
    package var pinned: ProductID?
    package var scene: SceneName
    /// What stands on the picture, in scenes that have promises.
    package var promise: String?
    package var createdAt: Timestamp
}

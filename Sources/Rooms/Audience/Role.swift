/// What somebody may do; each may all that the next may.
package enum Role: String, Codable, Sendable, CaseIterable, Comparable {
    case viewer
    case moderator
    case host
    case owner

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .moderator: 1
        case .host: 2
        case .owner: 3
        }
    }
}

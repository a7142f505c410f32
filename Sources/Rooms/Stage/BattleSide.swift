/// A side of a battle, as one of its shows sees it.
package enum BattleSide: String, Codable, Sendable, CaseIterable {
    case ours
    case theirs
}

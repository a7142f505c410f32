package import Domain

/// A show in a battle, as the other one names it.
package struct BattleParty: Codable, Sendable, Hashable {
    package let show: ShowID
    package let title: String
    package let host: String
}

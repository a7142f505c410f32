package import Domain

/// `Stage` of the interface; names and shapes as in `docs/protocols/stage.md`.
package struct StageBody: Encodable, Sendable, Equatable {
    package let scene: SceneName
    package let pictures: Int
    package let sounds: Int
    package let layout: StageLayout
    package let front: Int
    package var people: [Person]
    /// How many wait.
    package let hands: Int
    @ExplicitNull package var promise: String?
    @ExplicitNull package var battle: BattleBody?
    @ExplicitNull package var recording: Bool?

    /// Somebody on the stage.
    package struct Person: Codable, Sendable, Hashable {
        package enum Part: String, Codable, Sendable {
            case host
            case guest
        }

        package let person: ViewerID
        package let name: String
        package let role: Part
        @ExplicitNull package var slot: Int?
        package let microphone: Bool
        package let camera: Bool
        package let muted: Bool
        package let hidden: Bool
    }
}

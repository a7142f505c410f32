/// A room of voices without pictures, where whoever is loudest is heard.
package struct VoiceRoom: Scene {
    package enum Limit {
        /// Fifty with the host, which is what people know from rooms of this kind.
        package static let speakers = 49
        /// Sounds at once: of more than three voices nobody understands one.
        package static let loudest = 3
        package static let hands = 100
    }

    package let name = SceneName.voice
    package let pictures = 0
    package let sounds = Limit.loudest
    package var places: StagePlaces { .open(Limit.speakers) }
    package var hands: Int { Limit.hands }
    package var loudest: Int { Limit.loudest }
    package var takesInvitations: Bool { true }
    package var layout: StageLayout { .grid }

    package init() {}
}

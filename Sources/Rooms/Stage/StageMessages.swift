internal import Domain

/// What a room says of its stage; names and shapes as in `docs/protocols/stage.md`.
extension RoomMessage {
    struct StageTold: Encodable {
        var type = "stage"
        let stage: StageBody
    }

    struct HandsTold: Encodable {
        var type = "hands"
        let hands: [HandBody]
    }

    struct MineTold: Encodable {
        var type = "mine"
        let mine: MineBody
    }

    struct LoudTold: Encodable {
        var type = "loud"
        let people: [ViewerID]
    }
}

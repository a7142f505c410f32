import Domain
import Testing

@testable import Rooms

struct VoiceRoomTests {
    @Test func `nobody has a slot, and the three loudest are heard`() throws {
        var sample = StageSample(.voice)
        try sample.seat(StageSample.mai)
        let lineup = sample.stage.lineup(hostsHere: [])
        #expect(lineup.loudest == 3 && lineup.audience == nil)
        #expect(lineup.performers.map(\.person) == [StageSample.rosa, StageSample.mai])
        #expect(lineup.performers.allSatisfy { $0.slot == nil && $0.isHeard })
        let body = sample.stage.body()
        #expect(body.pictures == 0 && body.sounds == 3 && body.people.allSatisfy { $0.slot == nil && !$0.camera })
    }

    @Test func `the plane of packets knows of the room before anybody speaks`() {
        #expect(StageSample(.voice).stage.lineup(hostsHere: []).loudest == 3)
    }

    @Test func `forty-nine speak with the host and the fiftieth waits`() throws {
        var sample = StageSample(.voice)
        for number in 1...VoiceRoom.Limit.speakers { try sample.seat(ViewerID("v\(number)")) }
        try sample.say(.raise(camera: true, product: nil))
        #expect(throws: StageError.stageFull(49)) { try sample.host(.seat(StageSample.mai)) }
    }
}

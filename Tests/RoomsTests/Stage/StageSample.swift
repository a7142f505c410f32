import Domain
import Foundation

@testable import Rooms

/// A stage on air, and the people of its tests.
struct StageSample {
    static let start = Timestamp(milliseconds: 1_800_000_000_000)
    static let mai = ViewerID("mai")
    static let lee = ViewerID("lee")
    static let rosa = ViewerID("rosa")

    var stage: Stage
    var now = Self.start
    private var calls = 0

    init(_ scene: SceneName, state: ShowState = .live) {
        stage = Stage(scene: scene.scene, state: state, hostName: "Loom")
        stage.hostCame(StageHost(person: Self.rosa, slot: 1))
    }

    /// Says something; somebody who is nobody's neighbour is away.
    mutating func say(
        _ command: StageCommand, by person: ViewerID = Self.mai, as role: Role = .viewer,
        about neighbour: StageNeighbour? = StageNeighbour(name: "Neighbour", role: .viewer), isHere: Bool = true
    ) throws(StageError) {
        calls += 1
        var caller = StageCaller(person: person, name: person.rawValue.capitalized, role: role)
        caller.isHere = isHere
        try stage.perform(command, by: caller, about: neighbour, call: CallID("call-\(calls)"), at: now)
    }

    mutating func host(_ command: StageCommand) throws(StageError) {
        try say(command, by: Self.rosa, as: .host)
    }

    /// Raises a hand and lets it onto the stage.
    mutating func seat(_ person: ViewerID) throws(StageError) {
        try say(.raise(camera: true, product: nil), by: person)
        try host(.seat(person))
    }

    mutating func wait(_ duration: Duration) {
        now = now + duration
        stage.tick(at: now)
    }

    mutating func takeFacts() -> [StageFact] {
        defer { stage.facts = [] }
        return stage.facts
    }
}

extension StageCommand {
    /// One of each, about somebody called Lee.
    static let samples: [String: StageCommand] = [
        "raise": .raise(camera: true, product: nil), "lower": .lower(note: nil), "accept": .accept,
        "set": .set(StageSwitches(microphone: false)), "record": .record(agree: true), "cheer": .cheer(.ours),
        "voice": .voice(.ours), "mute": .mute(StageSample.lee, StageSwitches(microphone: false)),
        "remove": .remove(StageSample.lee), "ban": .ban(StageSample.lee), "unban": .unban(StageSample.lee),
        "invite": .invite(StageSample.lee), "seat": .seat(StageSample.lee), "layout": .layout(.grid, front: 1),
        "promise": .promise("Free returns"), "challenge": .challenge(ShowID("other"), minutes: 5),
        "answer": .answer(accept: true), "stop": .stop,
    ]
}

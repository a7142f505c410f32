import Domain
import Testing

@testable import Rooms

struct StagePermissionTests {
    /// What each command comes to on a live stage with nobody on it but the host; nil is that it is done.
    static let empty: [String: [SceneName: StageError?]] = [
        "raise": all(nil, .single, .product) { .wrongScene($0) },
        "lower": all(.noHand), "accept": all(.notInvited), "set": all(.notOnStage),
        "record": all(.notInCall, .single, .product, .cohost, .voice) { .wrongScene($0) },
        "cheer": all(.noBattle, .cohost, .voice, .private) { .wrongScene($0) },
        "voice": all(.noBattle, .cohost, .voice, .private) { .wrongScene($0) },
        "mute": all(.notOnStage), "remove": all(.notOnStage), "ban": all(nil), "unban": all(nil),
        "invite": all(nil, .single, .product, .private) { .wrongScene($0) },
        "seat": all(.noHand, .single, .product) { .wrongScene($0) },
        "layout": all(nil, .voice) { .wrongScene($0) },
        "promise": all(nil, .single, .cohost, .voice, .private) { .wrongScene($0) },
        "challenge": all(nil, .cohost, .voice, .private) { .wrongScene($0) },
        "answer": all(.noChallenge, .cohost, .voice, .private) { .wrongScene($0) },
        "stop": all(.noBattle, .cohost, .voice, .private) { .wrongScene($0) },
    ]

    /// One outcome for all scenes, but for those named, which have another.
    private static func all(
        _ usual: StageError?, _ others: SceneName..., otherwise: (SceneName) -> StageError? = { _ in nil }
    ) -> [SceneName: StageError?] {
        Dictionary(
            uniqueKeysWithValues: SceneName.allCases.map { ($0, others.contains($0) ? otherwise($0) : usual) })
    }

    @Test(arguments: StageCommand.samples.keys.sorted(), SceneName.allCases)
    func `every command is done or refused on an empty stage`(name: String, scene: SceneName) throws {
        let command = try #require(StageCommand.samples[name])
        let expected = try #require(Self.empty[name]?[scene])
        var sample = StageSample(scene)
        #expect(Self.outcome { () throws(StageError) in try sample.say(command, as: command.role) } == expected)
    }

    @Test(arguments: StageCommand.samples.keys.sorted(), Role.allCases)
    func `every command takes its role`(name: String, role: Role) throws {
        let command = try #require(StageCommand.samples[name])
        for scene in SceneName.allCases {
            var sample = StageSample(scene)
            let outcome = Self.outcome { () throws(StageError) in try sample.say(command, as: role) }
            #expect((outcome == .needs(command.role)) == (role < command.role), "\(scene)")
        }
    }

    @Test func `the roles are those of the protocol`() {
        let roles = StageCommand.samples.mapValues(\.role)
        let moderators = ["mute", "remove", "ban", "unban"]
        let hosts = ["invite", "seat", "layout", "promise", "challenge", "answer", "stop"]
        for (name, role) in roles {
            #expect(
                role == (moderators.contains(name) ? .moderator : hosts.contains(name) ? .host : .viewer), "\(name)")
        }
    }

    @Test(arguments: StageCommand.samples.keys.sorted())
    func `who is banned says nothing any more`(name: String) throws {
        let command = try #require(StageCommand.samples[name])
        guard command.role == .viewer else { return }
        var sample = StageSample(.cohost)
        try sample.say(.ban(StageSample.mai), by: StageSample.lee, as: .moderator)
        #expect(Self.outcome { () throws(StageError) in try sample.say(command) } == .banned)
        try sample.say(.unban(StageSample.mai), by: StageSample.lee, as: .moderator)
        #expect(Self.outcome { () throws(StageError) in try sample.say(command) } != .banned)
    }

    @Test(arguments: [
        (ShowState.scheduled, StageError?.some(.notLive)), (.live, nil), (.paused, nil), (.ended, .notLive),
    ])
    func `a hand is raised while the show is on the air`(state: ShowState, expected: StageError?) {
        var sample = StageSample(.cohost, state: state)
        let outcome = Self.outcome { () throws(StageError) in try sample.say(.raise(camera: false, product: nil)) }
        #expect(outcome == expected)
    }

    @Test func `a challenge goes out from a live show`() throws {
        for state in ShowState.allCases {
            var sample = StageSample(.single, state: state)
            let challenge = try #require(StageCommand.samples["challenge"])
            let outcome = Self.outcome { () throws(StageError) in try sample.host(challenge) }
            #expect(outcome == (state == .live ? nil : .notLive), "\(state)")
        }
    }

    @Test func `hosts and moderators are neither banned nor removed, and hosts raise no hand`() throws {
        var sample = StageSample(.cohost)
        let moderator = StageNeighbour(name: "Kim", role: .moderator)
        for (command, neighbour) in [
            (StageCommand.ban(StageSample.rosa), nil), (.remove(StageSample.rosa), nil),
            (.ban(StageSample.lee), moderator), (.ban(ViewerID("kim")), nil),
        ] as [(StageCommand, StageNeighbour?)] {
            let outcome = Self.outcome { () throws(StageError) in
                try sample.say(command, by: ViewerID("kim"), as: .moderator, about: neighbour)
            }
            #expect(outcome == .ofTheHouse, "\(command)")
        }
        let raised = Self.outcome { () throws(StageError) in try sample.host(.raise(camera: true, product: nil)) }
        #expect(raised == .ofTheHouse)
    }

    /// Why something was refused; nil when it was done.
    static func outcome(_ body: () throws(StageError) -> Void) -> StageError? {
        do throws(StageError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}

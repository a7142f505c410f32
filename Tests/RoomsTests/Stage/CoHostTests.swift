import Domain
import Testing

@testable import Rooms

struct CoHostTests {
    private typealias Sample = StageSample

    @Test func `a hand waits, is let on, and leaves`() throws {
        var sample = StageSample(.cohost)
        try sample.say(.raise(camera: false, product: ProductID("p1")))
        #expect(sample.stage.mine(of: Sample.mai, role: .viewer) == MineBody(.raised, position: 1))
        #expect(sample.stage.body().hands == 1 && sample.stage.body().people.map(\.person) == [Sample.rosa])
        #expect(sample.stage.handBodies.first?.product == ProductID("p1"))
        try sample.host(.seat(Sample.mai))
        let mai = try #require(sample.stage.body().people.last)
        #expect(mai.slot == 2 && mai.microphone && !mai.camera && mai.role == .guest)
        #expect(sample.stage.mine(of: Sample.mai, role: .viewer) == MineBody(.seated, slot: 2))
        try sample.say(.lower(note: nil))
        #expect(sample.stage.body().people.count == 1)
        #expect(sample.takeFacts() == [.joined(Sample.mai, slot: 2), .left(Sample.mai, .left)])
    }

    @Test func `who is invited comes by saying so, and not before`() throws {
        var sample = StageSample(.cohost)
        try sample.host(.invite(Sample.lee))
        #expect(sample.stage.mine(of: Sample.lee, role: .viewer).state == .invited)
        #expect(throws: StageError.noHand) { try sample.host(.seat(Sample.lee)) }
        try sample.say(.accept, by: Sample.lee)
        #expect(sample.stage.seat(of: Sample.lee)?.slot == 2)
        // Said twice, it is done once.
        try sample.say(.accept, by: Sample.lee)
        try sample.host(.invite(Sample.lee))
        #expect(sample.stage.seats.count == 1 && sample.stage.hands.isEmpty)
    }

    @Test func `an invitation can be refused, and takes somebody who is here`() throws {
        var sample = StageSample(.cohost)
        try sample.host(.invite(Sample.lee))
        try sample.say(.lower(note: nil), by: Sample.lee)
        #expect(throws: StageError.notInvited) { try sample.say(.accept, by: Sample.lee) }
        #expect(throws: StageError.notHere) {
            try sample.say(.invite(Sample.lee), by: Sample.rosa, as: .host, about: nil)
        }
        try sample.host(.ban(Sample.lee))
        #expect(throws: StageError.banned) { try sample.host(.invite(Sample.lee)) }
    }

    @Test func `who has asked is let on by an invitation`() throws {
        var sample = StageSample(.cohost)
        try sample.say(.raise(camera: true, product: nil))
        try sample.host(.invite(Sample.mai))
        #expect(sample.stage.seat(of: Sample.mai)?.slot == 2)
    }

    @Test func `eight guests have slots 2 to 9 and the ninth waits`() throws {
        var sample = StageSample(.cohost)
        for number in 1...8 { try sample.seat(ViewerID("v\(number)")) }
        #expect(sample.stage.seats.map(\.slot) == [2, 3, 4, 5, 6, 7, 8, 9])
        try sample.say(.raise(camera: true, product: nil))
        #expect(throws: StageError.stageFull(8)) { try sample.host(.seat(Sample.mai)) }
        // The lowest slot that is free is taken.
        try sample.say(.lower(note: nil), by: ViewerID("v3"))
        try sample.host(.seat(Sample.mai))
        #expect(sample.stage.seat(of: Sample.mai)?.slot == 4)
    }

    @Test func `so many hands are up and no more`() throws {
        var sample = StageSample(.cohost)
        for number in 1...CoHost.Limit.hands {
            try sample.say(.raise(camera: true, product: nil), by: ViewerID("v\(number)"))
        }
        #expect(throws: StageError.queueFull(CoHost.Limit.hands)) { try sample.say(.raise(camera: true, product: nil)) }
        #expect(throws: StageError.queueFull(CoHost.Limit.hands)) { try sample.host(.invite(Sample.lee)) }
        // Who waits already changes what was said, and keeps the place.
        try sample.say(.raise(camera: false, product: nil), by: ViewerID("v1"))
        #expect(sample.stage.mine(of: ViewerID("v1"), role: .viewer).position == 1)
    }

    @Test func `a moderator's mute outlasts the person's own switch, and a walk off the stage`() throws {
        var sample = StageSample(.cohost)
        try sample.seat(Sample.mai)
        try sample.say(.mute(Sample.mai, StageSwitches(microphone: false)), by: Sample.lee, as: .moderator)
        try sample.say(.set(StageSwitches(microphone: true, camera: true)))
        var performer = try #require(sample.stage.lineup(hostsHere: []).performers.last)
        #expect(!performer.isHeard && performer.isSeen)
        try sample.say(.lower(note: nil))
        try sample.seat(Sample.mai)
        let person = try #require(sample.stage.body().people.last)
        #expect(person.muted && !person.hidden && person.microphone)
        try sample.say(
            .mute(Sample.mai, StageSwitches(microphone: true, camera: false)), by: Sample.lee, as: .moderator)
        performer = try #require(sample.stage.lineup(hostsHere: []).performers.last)
        #expect(performer.isHeard && !performer.isSeen)
    }

    @Test func `a host may be muted and switches as guests do`() throws {
        var sample = StageSample(.cohost)
        #expect(sample.stage.lineup(hostsHere: []) == .plain)
        try sample.host(.set(StageSwitches(camera: false)))
        #expect(sample.stage.lineup(hostsHere: []).performers.map(\.isSeen) == [false])
        try sample.host(.set(StageSwitches(camera: true)))
        try sample.say(.mute(Sample.rosa, StageSwitches(microphone: false)), by: Sample.lee, as: .moderator)
        #expect(sample.stage.lineup(hostsHere: []).performers.map(\.isHeard) == [false])
        #expect(sample.stage.body().people[0].muted)
        try sample.say(.mute(Sample.rosa, StageSwitches(microphone: true)), by: Sample.lee, as: .moderator)
        #expect(sample.stage.lineup(hostsHere: []) == .plain)
    }

    @Test func `who is removed may ask again, who is banned may not`() throws {
        var sample = StageSample(.cohost)
        try sample.seat(Sample.mai)
        try sample.say(.remove(Sample.mai), by: Sample.lee, as: .moderator)
        try sample.seat(Sample.mai)
        try sample.say(.ban(Sample.mai), by: Sample.lee, as: .moderator)
        #expect(sample.stage.seats.isEmpty && sample.stage.lineup(hostsHere: []) == .plain)
        #expect(sample.stage.mine(of: Sample.mai, role: .viewer) == MineBody(.banned))
        #expect(
            sample.takeFacts() == [
                .joined(Sample.mai, slot: 2), .left(Sample.mai, .removed), .joined(Sample.mai, slot: 2),
                .left(Sample.mai, .banned), .banned(Sample.mai, by: Sample.lee),
            ])
    }

    @Test func `who is away for a while is off the stage, and who comes back in time stays`() throws {
        var sample = StageSample(.cohost)
        try sample.seat(Sample.mai)
        try sample.say(.raise(camera: true, product: nil), by: Sample.lee)
        for person in [Sample.mai, Sample.lee] { sample.stage.wentAway(person, at: sample.now) }
        sample.wait(.seconds(14))
        #expect(sample.stage.seats.count == 1 && sample.stage.hands.count == 1)
        sample.stage.cameBack(Sample.lee)
        sample.wait(.seconds(1))
        #expect(sample.stage.seats.isEmpty && sample.stage.hands.count == 1)
        #expect(sample.takeFacts().last == .left(Sample.mai, .gone))
        sample.wait(.seconds(3_600))
        #expect(sample.stage.hands.count == 1)
    }

    @Test func `a hand without a socket comes down`() throws {
        var sample = StageSample(.cohost)
        try sample.say(.raise(camera: true, product: nil), isHere: false)
        #expect(sample.stage.awaitsTime)
        sample.wait(StageLimits.absence)
        #expect(sample.stage.hands.isEmpty)
    }

    @Test func `the front is a slot of the scene, and the host's again when its person goes`() throws {
        var sample = StageSample(.cohost)
        try sample.seat(Sample.mai)
        try sample.host(.layout(.speaker, front: 2))
        #expect(sample.stage.body().layout == .speaker && sample.stage.body().front == 2)
        for front in [0, 10, -1] {
            #expect(throws: StageError.self) { try sample.host(.layout(nil, front: front)) }
        }
        try sample.say(.lower(note: nil))
        #expect(sample.stage.front == 1 && sample.stage.layout == .speaker)
    }

    @Test func `a show that ends takes everybody off`() throws {
        var sample = StageSample(.cohost)
        try sample.seat(Sample.mai)
        try sample.say(.raise(camera: true, product: nil), by: Sample.lee)
        sample.stage.close(at: sample.now)
        #expect(!sample.stage.isBusy && sample.takeFacts().last == .left(Sample.mai, .over))
        #expect(sample.stage.lineup(hostsHere: []) == .plain)
    }

    @Test func `who waits or is on the stage may publish`() throws {
        var sample = StageSample(.cohost)
        #expect(throws: StageError.noHand) { try sample.stage.admitPublisher(Sample.mai) }
        try sample.say(.raise(camera: true, product: nil))
        try sample.stage.admitPublisher(Sample.mai)
        try sample.host(.seat(Sample.mai))
        try sample.stage.admitPublisher(Sample.mai)
        try sample.say(.ban(Sample.mai), by: Sample.lee, as: .moderator)
        #expect(throws: StageError.banned) { try sample.stage.admitPublisher(Sample.mai) }
        #expect(throws: StageError.wrongScene(.single)) { try StageSample(.single).stage.admitPublisher(Sample.mai) }
    }
}

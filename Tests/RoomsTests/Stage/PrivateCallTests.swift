import Domain
import Testing

@testable import Rooms

struct PrivateCallTests {
    private typealias Sample = StageSample

    @Test func `customers wait in their order, and an answer ends the call before`() throws {
        var sample = StageSample(.private)
        for person in [Sample.mai, Sample.lee, ViewerID("kim")] {
            try sample.say(.raise(camera: true, product: nil), by: person)
        }
        #expect(sample.stage.mine(of: ViewerID("kim"), role: .viewer).position == 3)
        try sample.host(.seat(Sample.mai))
        #expect(sample.stage.mine(of: ViewerID("kim"), role: .viewer).position == 2)
        sample.wait(.seconds(30))
        try sample.host(.seat(ViewerID("kim")))
        #expect(sample.stage.seats.map(\.person) == [ViewerID("kim")] && sample.stage.seats[0].slot == 2)
        let facts = sample.takeFacts().suffix(3)
        #expect(
            Array(facts) == [
                .answered(CallID("call-1"), Sample.mai, waited: .zero),
                .ended(CallID("call-1"), Sample.mai, .next, lasted: .seconds(30)),
                .answered(CallID("call-3"), ViewerID("kim"), waited: .seconds(30)),
            ])
    }

    @Test func `a call that nobody answers is missed, and takes a note later`() throws {
        var sample = StageSample(.private)
        try sample.say(.raise(camera: false, product: ProductID("p1")))
        sample.wait(.seconds(119))
        #expect(sample.stage.hands.count == 1)
        sample.wait(.seconds(1))
        #expect(sample.stage.hands.isEmpty)
        #expect(sample.takeFacts().last == .missed(CallID("call-1"), Sample.mai, .unanswered, note: nil))
        try sample.say(.lower(note: " Is it  waterproof? "))
        #expect(sample.takeFacts() == [.noted(CallID("call-1"), "Is it waterproof?")])
        #expect(throws: StageError.noHand) { try sample.say(.lower(note: "again")) }
    }

    @Test func `a note that comes too late is refused`() throws {
        var sample = StageSample(.private)
        try sample.say(.raise(camera: false, product: nil))
        sample.wait(PrivateCall.Limit.unanswered)
        sample.wait(PrivateCall.Limit.lateNote)
        #expect(throws: StageError.noHand) { try sample.say(.lower(note: "hello")) }
    }

    @Test func `a customer who goes leaves a missed call, with a note or without`() throws {
        var sample = StageSample(.private)
        try sample.say(.raise(camera: true, product: nil))
        try sample.say(.lower(note: "Call me"))
        #expect(sample.takeFacts().last == .missed(CallID("call-1"), Sample.mai, .left, note: "Call me"))
        try sample.say(.raise(camera: true, product: nil))
        #expect(throws: StageError.self) { try sample.say(.lower(note: String(repeating: "x", count: 281))) }
        sample.stage.wentAway(Sample.mai, at: sample.now)
        sample.wait(StageLimits.absence)
        #expect(sample.takeFacts().last == .missed(CallID("call-3"), Sample.mai, .gone, note: nil))
    }

    @Test func `who hangs up ends the call`() throws {
        var sample = StageSample(.private)
        try sample.seat(Sample.mai)
        sample.wait(.seconds(5))
        try sample.say(.lower(note: "thanks"))
        #expect(sample.takeFacts().last == .ended(CallID("call-1"), Sample.mai, .left, lasted: .seconds(5)))
        #expect(!sample.stage.isBusy)
    }

    @Test func `the queue has an end`() throws {
        var sample = StageSample(.private)
        for number in 1...PrivateCall.Limit.queue {
            try sample.say(.raise(camera: true, product: nil), by: ViewerID("v\(number)"))
        }
        #expect(throws: StageError.queueFull(PrivateCall.Limit.queue)) {
            try sample.say(.raise(camera: true, product: nil))
        }
    }

    @Test func `a call is recorded when both agree, and the next one asks anew`() throws {
        var sample = StageSample(.private)
        #expect(sample.stage.recording == nil)
        try sample.seat(Sample.mai)
        #expect(sample.stage.recording == false)
        try sample.say(.record(agree: true))
        #expect(sample.stage.recording == false)
        try sample.host(.record(agree: true))
        #expect(sample.stage.recording == true)
        #expect(throws: StageError.notInCall) { try sample.say(.record(agree: true), by: Sample.lee) }
        try sample.say(.record(agree: false))
        #expect(sample.stage.recording == false)
        try sample.seat(Sample.lee)
        try sample.say(.record(agree: true), by: Sample.lee)
        #expect(sample.stage.recording == false)
    }

    @Test func `only the call's two sides are sent anything, and see each other`() throws {
        var sample = StageSample(.private)
        let boss = ViewerID("boss")
        #expect(sample.stage.lineup(hostsHere: [boss]).audience == [Sample.rosa, boss])
        try sample.say(.raise(camera: true, product: nil), by: Sample.lee)
        #expect(sample.stage.lineup(hostsHere: []).audience == [Sample.rosa])
        try sample.seat(Sample.mai)
        #expect(sample.stage.lineup(hostsHere: []).audience == [Sample.rosa, Sample.mai])
        for (person, role, count) in [
            (Sample.mai, Role.viewer, 2), (boss, .host, 2), (Sample.lee, .viewer, 1), (ViewerID("mod"), .moderator, 1),
        ] {
            let body = sample.stage.body(seenBy: person, role: role)
            #expect(body.people.count == count && (body.recording == nil) == (count == 1), "\(person)")
        }
    }

    @Test func `strangers are not let in to watch`() throws {
        var sample = StageSample(.private)
        try sample.say(.raise(camera: true, product: nil))
        try sample.stage.admitViewer(Sample.mai, role: .viewer)
        try sample.stage.admitViewer(Sample.rosa, role: .host)
        for (person, role) in [(nil, Role.viewer), (Sample.lee, .viewer), (Sample.lee, .moderator)] {
            #expect(throws: StageError.noHand) { try sample.stage.admitViewer(person, role: role) }
        }
        var open = StageSample(.single)
        try open.stage.admitViewer(nil, role: .viewer)
        try open.say(.ban(Sample.mai), by: Sample.lee, as: .moderator)
        #expect(throws: StageError.banned) { try open.stage.admitViewer(Sample.mai, role: .viewer) }
    }
}

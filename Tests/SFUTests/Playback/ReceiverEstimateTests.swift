import RTP
import Rehearsal
import Testing

@testable import SFU

struct ReceiverEstimateTests {
    private static let layers = [
        VirtualHost.Layer(lines: 180, kilobits: 150), VirtualHost.Layer(lines: 360, kilobits: 600),
    ]

    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `an estimate near what is sent tells nothing of the way, and an old one nothing at all`() {
        var estimate = ReceiverEstimate()
        #expect(estimate.rate(at: at(0)) == nil)
        estimate.take(.kilobits(500), sent: .kilobits(1_000), at: at(0))
        #expect(estimate.rate(at: at(1_000)) == .kilobits(500))
        estimate.take(.kilobits(1_450), sent: .kilobits(1_000), at: at(2_000))
        #expect(estimate.rate(at: at(2_000)).map { $0 > .kilobits(3_000) } == true)
        #expect(estimate.rate(at: at(7_000)) == nil)
    }

    @Test func `a picture that an estimate stopped comes back when nothing is said any more`() throws {
        let stage = VirtualStage()
        try stage.publish("host", slot: 1, layers: [Self.layers[1]])
        try stage.join("anna", slots: 3, counts: false)
        stage.run(seconds: 3)
        for _ in 0..<20 {
            stage.estimate("anna", kilobits: 100)
            stage.run(seconds: 0.1)
        }
        let stopped = stage.now
        stage.run(seconds: 10)
        #expect(stage.viewers[0].picture(in: 1).contains { $0.at > stopped + .seconds(8) })
    }

    @Test func `a viewer who counts nothing gets the layer that its own estimate carries`() throws {
        let stage = VirtualStage()
        try stage.publish("host", slot: 1, layers: Self.layers)
        try stage.join("anna", slots: 1, counts: false)
        /// A receiver on a way of so many kilobits, which knows no more than half as much again as it gets.
        func lines(on capacity: UInt64) -> Int? {
            for _ in 0..<30 {
                let now = stage.now
                let bytes = stage.viewers[0].packets.reduce(0) { $1.at > now - .seconds(1) ? $0 + $1.bytes : $0 }
                stage.estimate("anna", kilobits: min(capacity, UInt64(bytes * 8 * 3 / 2 / 1_000)))
                stage.run(seconds: 0.2)
            }
            return stage.viewers[0].picture(in: 1).compactMap(\.lines).last
        }
        stage.run(seconds: 3)
        #expect(stage.viewers[0].picture(in: 1).compactMap(\.lines).last == 360)
        #expect(lines(on: 200) == 180)
        #expect(lines(on: 2_000) == 360)
        for (packet, last) in zip(stage.viewers[0].picture(in: 1).dropFirst(), stage.viewers[0].picture(in: 1)) {
            #expect(packet.number == last.number + 1)
        }
    }
}

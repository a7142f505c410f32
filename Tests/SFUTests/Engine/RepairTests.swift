import RTP
import Rehearsal
import SFU
import Testing

struct RepairTests {
    private static let one = [VirtualHost.Layer(lines: 360, kilobits: 800)]

    /// The share of a viewer's packets that neither came at first nor again, but for those that are on their way.
    private func missing(_ viewer: VirtualViewer, before now: MediaTime) -> Double {
        let settled = viewer.packets.filter { now - $0.at > .milliseconds(1_500) }
        let lost = settled.filter { !viewer.there.contains(UInt16(truncatingIfNeeded: $0.number)) }
        return Double(lost.count) / Double(settled.count)
    }

    @Test(arguments: ["delay=25ms loss=10%", "delay=100ms loss=10%", "delay=25ms loss=10% burst=4"])
    func `who asks for nothing gets again what feedback tells to be lost`(line: String) throws {
        let show = try VirtualShow(layers: Self.one)
        show.run(seconds: 1)
        try show.join(line, up: "delay=25ms")
        show.run(seconds: 15)
        let viewer = show.viewers[0]
        #expect(viewer.packets.count > 1_000)
        #expect(missing(viewer, before: show.now) < 0.005)
        #expect(viewer.repairsSent < viewer.packets.count / 2)
    }

    @Test func `on a clean way nothing goes out twice`() throws {
        let show = try VirtualShow(layers: Self.one)
        show.run(seconds: 1)
        try show.join("delay=25ms")
        show.run(seconds: 10)
        #expect(missing(show.viewers[0], before: show.now) == 0)
        #expect(show.viewers[0].repairsSent == 0)
    }
}

import Foundation
import RTP
import SDP
import Synchronization
import Testing

@testable import TradewindClient

/// A picture in several layers on its way to a server.
struct SimulcastTests {
    private static let layers = ["q", "h", "f"]
    private static let all = "recv q;h;f"

    /// A far end of three layers with the first frame of each, the highest the longest.
    private static func onAir(changing: (String) -> String = { $0 }) throws -> Receiver {
        let receiver = try Receiver(PublishSettings(layers: layers), changing: changing)
        for layer in layers.indices { receiver.send(picture(layer), layer: layer) }
        return receiver
    }

    private static func picture(_ layer: Int) -> VideoFrame {
        TestMedia.picture(layer, isKeyFrame: true, packets: layer + 1, from: UInt32(layer * -3_000 + 9_000))
    }

    private static func payloads(_ layers: Int...) -> [[UInt8]] { layers.flatMap { picture($0).payloads } }

    @Test func `packets of each layer carry its name and have numbers of their own`() throws {
        let receiver = try Self.onAir()
        for (position, layer) in Self.layers.enumerated() {
            let packets = receiver.packets(layer)
            #expect(packets.map(\.payload) == Self.payloads(position))
            #expect(packets.allSatisfy { $0.labels == [.mid: "1", .rid: layer] })
            #expect(Set(packets.map(\.header.ssrc)).count == 1)
            #expect(packets.map(\.header.marker) == packets.indices.map { $0 == position })
            let first = try #require(packets.first).header.sequenceNumber
            #expect(packets.map { first.distance(to: $0.header.sequenceNumber) } == Array(packets.indices))
        }
        #expect(Set(receiver.packets.map(\.header.ssrc)).count == 3)
        #expect(Set(receiver.packets.map(\.header.timestamp)).count == 1)
    }

    @Test(arguments: 0..<3) func `what is sent again says which layer it repairs`(position: Int) throws {
        let receiver = try Self.onAir()
        let lost = try #require(receiver.packets(Self.layers[position]).last)
        try receiver.send { writer, span in
            let sources = FeedbackSources(sender: Receiver.ssrc, media: lost.header.ssrc)
            _ = writer.appendNack(sources, missing: [lost.header.sequenceNumber].span, into: &span)
        }
        let repair = try #require(receiver.packets.last)
        #expect(receiver.packets.count == 7)
        #expect(repair.labels == [.mid: "1", .repairedRID: Self.layers[position]])
        #expect(!receiver.packets.dropLast().contains { $0.header.ssrc == repair.header.ssrc })
        let number = lost.header.sequenceNumber.rawValue
        #expect(repair.payload == [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)] + lost.payload)
        #expect(receiver.session.retransmitted == 1)
    }

    @Test(arguments: 0..<3) func `who asks for a key frame of a layer is heard for that layer`(position: Int) throws {
        let receiver = try Self.onAir()
        let ssrc = try #require(receiver.packets(Self.layers[position]).first).header.ssrc
        try receiver.sendPictureLoss(of: ssrc)
        #expect(receiver.keyFrameRequests == [position])
        // The same command again is no new request.
        for command: UInt8 in [1, 1, 2] {
            try receiver.send { _ = $0.appendFullIntra(from: Receiver.ssrc, to: ssrc, command: command, into: &$1) }
        }
        #expect(receiver.keyFrameRequests == [position, position, position])
    }

    @Test func `a command for one layer is none for another`() throws {
        let receiver = try Self.onAir()
        let sources = try Self.layers.map { try #require(receiver.packets($0).first).header.ssrc }
        for ssrc in [sources[2], sources[0], Receiver.ssrc] {
            try receiver.send { _ = $0.appendFullIntra(from: Receiver.ssrc, to: ssrc, command: 5, into: &$1) }
        }
        #expect(receiver.keyFrameRequests == [2, 0])
    }

    @Test(
        arguments: [
            ("all", all, [0, 1, 2]), ("two", "recv f;q", [0, 2]), ("the lowest", "recv q", [0]),
            ("the middle", "recv h", [1]),
        ] as [(String, String, [Int])])
    func `only layers that the server takes are sent`(what: String, line: String, accepted: [Int]) throws {
        let receiver = try Self.onAir(changing: { $0.replacingOccurrences(of: Self.all, with: line) })
        #expect(receiver.packets.map(\.payload) == accepted.flatMap { Self.payloads($0) }, "\(what)")
        #expect(receiver.packets.allSatisfy { $0.labels[.rid] != nil })
    }

    @Test func `a server that takes no layers gets the highest alone`() throws {
        let receiver = try Self.onAir(
            changing: { $0.replacingOccurrences(of: "a=simulcast:\(Self.all)\r\n", with: "") })
        #expect(receiver.packets.map(\.payload) == Self.payloads(2))
        // The offer declared no source: the section's name tells whose packets they are.
        #expect(receiver.packets.allSatisfy { $0.labels == [.mid: "1"] })
        let ssrc = try #require(receiver.packets.first).header.ssrc
        try receiver.sendPictureLoss(of: ssrc)
        #expect(receiver.keyFrameRequests == [2])
    }

    @Test func `each layer is reported on, all by one clock`() throws {
        let receiver = try Self.onAir()
        receiver.run(.milliseconds(1_500))
        for (position, layer) in Self.layers.enumerated() {
            let packets = receiver.packets(layer)
            let report = try #require(receiver.reports.last { $0.ssrc == packets.first?.header.ssrc })
            #expect(report.packetCount == UInt32(position + 1))
            #expect(report.octetCount == UInt32(packets.reduce(0) { $0 + $1.payload.count }))
        }
        #expect(Set(receiver.reports.suffix(3).map(\.timestamp)).count == 1)
    }

    @Test(arguments: [[], ["f"]]) func `fewer than two layers are one stream without names`(layers: [String]) throws {
        let receiver = try Receiver(PublishSettings(layers: layers))
        receiver.send(Self.picture(2))
        receiver.session.send(TestMedia.sound(0))
        receiver.run(.milliseconds(10))
        #expect(receiver.packets.map(\.payload) == Self.payloads(2) + [TestMedia.sound(0).payload])
        #expect(receiver.packets.allSatisfy { $0.header.extensions == .none })
    }

    @Test func `paced layers go out one behind the other, each whole`() throws {
        let pacing = Pacing(packets: 1, every: .milliseconds(5))
        let receiver = try Receiver(PublishSettings(layers: Self.layers, pacing: pacing))
        for layer in [2, 1, 0] { receiver.send(Self.picture(layer), layer: layer) }
        #expect(receiver.packets.count == 1)
        receiver.run(.milliseconds(100))
        #expect(receiver.packets.map(\.payload) == Self.payloads(2, 1, 0))
        #expect(receiver.packets("f").map(\.payload) == Self.payloads(2))
    }

    /// Signalling that keeps the first offer and refuses it.
    private final class Keeping: Signalling {
        let offer = Mutex("")

        func open(offer: String) async throws(SignallingError) -> SignalledSession {
            self.offer.withLock { $0 = offer }
            throw .refused(Refusal(status: 403, code: nil, detail: "no", action: nil))
        }

        func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
            throw .unreachable("not asked")
        }

        func close(_ session: SignalledSession) async throws(SignallingError) {}
    }

    @Test func `a stream offers the layers of its settings`() async throws {
        let loop = try ClientLoop()
        let signalling = Keeping()
        let stream = PublishedStream(loop: loop, signalling: signalling, settings: PublishSettings(layers: Self.layers))
        await #expect(throws: ClientError.self) { try await stream.run() }
        #expect(signalling.offer.withLock { $0 }.contains("a=simulcast:send q;h;f\r\n"))
        loop.stop()
    }

    @Test func `layers wait for their key frames apart from each other`() {
        let requests = KeyFrameRequests()
        requests.note(2)
        requests.note()
        requests.note(2)
        #expect([0, 1, 2].map { requests.take($0) } == [true, false, true])
        #expect([0, 1, 2].map { requests.take($0) } == [false, false, false])
        requests.note(1)
        #expect(requests.take() == false)
        #expect(requests.take(1))
    }
}

import Foundation
import Synchronization
import Testing

@testable import TradewindClient

struct ReconnectTests {
    /// A server that answers each offer with the next of a list of refusals.
    private final class Refusing: Signalling {
        private let answers: Mutex<[SignallingError]>
        let asked = Counter()

        init(_ answers: [SignallingError]) {
            self.answers = Mutex(answers)
        }

        func open(offer: String) async throws(SignallingError) -> SignalledSession {
            asked.increment()
            throw answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        }

        func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
            throw .unreachable("not asked")
        }

        func close(_ session: SignalledSession) async throws(SignallingError) {}
    }

    private static func refusal(_ status: Int) -> SignallingError {
        .refused(Refusal(status: status, code: nil, detail: "no", action: nil))
    }

    @Test(arguments: [400, 401, 403, 404, 415, 422])
    func `a refusal that asking again cannot change ends the stream`(status: Int) async throws {
        let loop = try ClientLoop()
        let server = Refusing([Self.refusal(status)])
        let stream = PublishedStream(loop: loop, signalling: server, settings: PublishSettings())
        await #expect(throws: ClientError.signalling(Self.refusal(status))) { try await stream.run() }
        #expect(server.asked.count == 1)
        loop.stop()
    }

    @Test func `a server that is away is asked again until it refuses for good`() async throws {
        let loop = try ClientLoop()
        let server = Refusing([.unreachable("away"), Self.refusal(503), Self.refusal(403)])
        let stream = PublishedStream(loop: loop, signalling: server, settings: PublishSettings())
        await #expect(throws: ClientError.self) { try await stream.run() }
        #expect(server.asked.count == 3)
        var losses: [StreamLoss] = []
        for await state in stream.states {
            if case .lost(let loss, _) = state { losses.append(loss) }
        }
        #expect(losses == [.refused(.signalling(.unreachable("away"))), .refused(.signalling(Self.refusal(503)))])
        loop.stop()
    }

    @Test func `pauses double up to a limit and begin anew after a session that held`() {
        var delay = ReconnectDelay()
        let pauses = (0..<7).map { _ in delay.pause(afterLiving: .seconds(1), chance: 0.5) }
        #expect(pauses == [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000].map { .milliseconds($0) })
        #expect(delay.pause(afterLiving: .seconds(6), chance: 0.5) == .milliseconds(250))
        #expect(delay.pause(afterLiving: nil, chance: 0) == .milliseconds(375))
        #expect(delay.pause(afterLiving: nil, chance: 1) == .milliseconds(1_250))
    }
}

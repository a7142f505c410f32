import Dispatch
import Foundation
import RTP
import Synchronization
import Testing

@testable import SFU

struct RelayRingTests {
    private static func place(_ number: Int) -> RelayMessage.Place { RelayMessage.Place(channel: number, slot: 1) }

    private static func number(_ message: RelayMessage?) -> Int? {
        guard case .gone(let place)? = message else { return nil }
        return place.channel
    }

    @Test func `nothing is seen before it is published, and then everything in order`() {
        let ring = RelayRing {}
        for number in 0..<3 { #expect(ring.append(.gone(Self.place(number)))) }
        #expect(ring.next() == nil)
        ring.publish()
        #expect((0..<4).map { _ in Self.number(ring.next()) } == [0, 1, 2, nil])
    }

    @Test func `a full ring loses packets but not what must arrive, and keeps the order`() {
        let ring = RelayRing {}
        let room = RelayRing.Limit.messages
        for number in 0..<room { #expect(ring.append(.gone(Self.place(number)))) }
        #expect(!ring.append(.gone(Self.place(-1))))
        ring.appendSurely(.gone(Self.place(room)))
        ring.publish()
        for number in 0..<10 { #expect(Self.number(ring.next()) == number) }
        // What waits goes first, though there is room again.
        #expect(!ring.append(.gone(Self.place(-1))))
        ring.publish()
        #expect(ring.append(.gone(Self.place(room + 1))))
        ring.publish()
        #expect((10..<room + 2).allSatisfy { Self.number(ring.next()) == $0 })
        #expect(ring.next() == nil)
    }

    @Test func `a reader that sleeps is woken once, and one that does not is left alone`() {
        let wakes = Mutex(0)
        let ring = RelayRing { wakes.withLock { $0 += 1 } }
        #expect(ring.append(.gone(Self.place(0))))
        ring.publish()
        #expect(!ring.rest())
        _ = ring.next()
        #expect(ring.rest())
        ring.publish()
        #expect(wakes.withLock { $0 } == 0)
        for _ in 0..<2 {
            #expect(ring.append(.gone(Self.place(0))))
            ring.publish()
        }
        #expect(wakes.withLock { $0 } == 1)
    }

    @Test func `two threads pass on a million messages, and no wake is missed`() {
        let count = 1_000_000
        let bell = DispatchSemaphore(value: 0)
        let ring = RelayRing { bell.signal() }
        let sum = Mutex((next: 0, inOrder: true))
        let reader = Thread {
            var next = 0
            var inOrder = true
            while next < count {
                while let message = ring.next() {
                    inOrder = inOrder && Self.number(message) == next
                    next += 1
                }
                // One that is never woken again stands still here until the patience is over.
                if next < count, ring.rest(), bell.wait(timeout: .now() + 20) == .timedOut { break }
            }
            sum.withLock { $0 = (next, inOrder) }
            bell.signal()
        }
        reader.start()
        var written = 0
        while written < count, !reader.isFinished {
            if ring.append(.gone(Self.place(written))) { written += 1 }
            if written % 7 == 0 || written == count { ring.publish() }
        }
        while !reader.isFinished { Thread.sleep(forTimeInterval: 0.001) }
        #expect(sum.withLock { $0.next } == count)
        #expect(sum.withLock { $0.inOrder })
    }

    @Test func `a packet that somebody holds is not written again, and branches share one copy`() throws {
        let packets = RelayedPackets()
        let source = DistantSource(
            DistantSource.Description(id: SessionID("host"), isStandby: false, layers: []), at: Self.place(1),
            home: RelayRing {})
        var bytes: [UInt8] = [1, 2, 3]
        func copy(_ sequence: Int64) -> RelayedPacket? {
            bytes.withUnsafeBytes { raw in
                packets.copy(
                    of: Publisher.Incoming(
                        kind: .audio, layer: 0, codec: .opus, sequence: sequence, timestamp: RTPTimestamp(rawValue: 1),
                        marker: false, startsKeyFrame: false, isDecodable: false,
                        place: LayerPlace(endsFrame: true), size: nil, orientation: 0, level: nil, payload: raw),
                    from: source)
            }
        }
        let held = try #require(copy(0))
        #expect(copy(0) === held)
        bytes = [4, 5, 6]
        // Twice round: the one that is held is passed over.
        for sequence in 1..<Int64(2 * RelayedPackets.Limit.packets) {
            let next = try #require(copy(sequence))
            #expect(next !== held)
        }
        #expect(held.incoming.map { Array($0.payload) } == [1, 2, 3])
    }
}

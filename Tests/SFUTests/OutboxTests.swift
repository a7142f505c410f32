import ICE
@testable import SFU
import RTP
import Testing

struct OutboxTests {
    private static let here = TransportAddress(ipv4: 0x7F00_0001, port: 1)
    private static let there = TransportAddress(ipv4: 0x7F00_0001, port: 2)

    private final class Bursts {
        var seen: [(count: Int, segment: Int, address: TransportAddress, bytes: [UInt8])] = []
    }

    private func run(_ datagrams: [(TransportAddress, Int)]) -> Bursts {
        let bursts = Bursts()
        let outbox = Outbox { bytes, segment, address in
            bursts.seen.append((bytes.count, segment, address, Array(bytes)))
            return true
        }
        for (number, (address, length)) in datagrams.enumerated() {
            outbox.send([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: length), to: address)
        }
        outbox.flush()
        return bursts
    }

    @Test func `equal datagrams to one address go as one burst, a shorter one ends it`() {
        let bursts = run([(Self.here, 100), (Self.here, 100), (Self.here, 40), (Self.here, 100)])
        #expect(bursts.seen.map(\.count) == [240, 100])
        #expect(bursts.seen.map(\.segment) == [100, 100])
    }

    @Test func `a longer datagram begins a burst of its own and keeps its bytes`() {
        let bursts = run([(Self.here, 40), (Self.here, 100), (Self.here, 100)])
        #expect(bursts.seen.map(\.count) == [40, 200])
        #expect(bursts.seen[1].bytes == [UInt8](repeating: 1, count: 100) + [UInt8](repeating: 2, count: 100))
    }

    @Test func `another address begins a burst`() {
        let bursts = run([(Self.here, 100), (Self.there, 100), (Self.here, 100)])
        #expect(bursts.seen.map(\.address) == [Self.here, Self.there, Self.here])
    }

    @Test func `no burst has more than sixty-four segments or more bytes than a datagram`() {
        let bursts = run((0..<200).map { _ in (Self.here, 1_200) })
        #expect(bursts.seen.allSatisfy { $0.count <= Outbox.Limit.burst && $0.count / 1_200 <= 64 })
        #expect(bursts.seen.map(\.count).reduce(0, +) == 240_000)
    }
}

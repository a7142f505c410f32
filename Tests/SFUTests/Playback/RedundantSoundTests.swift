import RTP
import Testing

@testable import SFU

struct RedundantSoundTests {
    private let history = PacketHistory(capacity: 16)

    /// Keeps and settles packets of these lengths, each filled with its index.
    private func keep(_ lengths: [Int], from first: Int64 = 0, ticks: UInt32 = 960) -> [UnsafePointer<StoredPacket>] {
        lengths.enumerated().compactMap { position, length in
            let index = first + Int64(position)
            let packet = StoredPacket(
                index: index, timestamp: 5_000 + UInt32(index) * ticks, payloadLength: UInt16(length))
            let payload = [UInt8](repeating: UInt8(index), count: length)
            payload.withUnsafeBytes { history.store(packet, payload: $0) }
            guard let stored = history.packet(at: index) else { return nil }
            history.settle(stored, companions: RedundantSound.companions(of: stored, in: history))
            return stored
        }
    }

    private func written(_ packet: UnsafePointer<StoredPacket>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1_600)
        let length = bytes.withUnsafeMutableBytes { room in
            room.baseAddress.flatMap {
                RedundantSound.write(packet, as: PayloadType(lowBitsOf: 111), from: history, to: $0)
            }
        }
        return length.map { Array(bytes[..<$0]) }
    }

    @Test func `a packet carries the two before it, oldest first`() throws {
        let packets = keep([3, 4, 5])
        #expect(packets.map(\.pointee.companions) == [0, 1, 2])
        #expect(written(packets[0]) == [111, 0, 0, 0])
        // RFC 2198, section 3: a bit, 7 of type, 14 of time, 10 of length.
        let heads: [UInt32] = [0xEF00_0000 | 1_920 << 10 | 3, 0xEF00_0000 | 960 << 10 | 4]
        var expected: [UInt8] = []
        for head in heads { expected += withUnsafeBytes(of: head.bigEndian, Array.init) }
        expected += [111, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2]
        #expect(written(packets[2]) == expected)
    }

    @Test func `what came too late to ride does not ride when the packet goes again`() throws {
        let first = keep([3])
        let third = keep([5], from: 2)
        #expect(third[0].pointee.companions == 0)
        let before = written(third[0])
        _ = keep([4], from: 1)
        #expect(written(third[0]) == before)
        #expect(first[0].pointee.isSettled)
    }

    @Test func `a packet whose companions are gone is not written`() throws {
        let packets = keep([3, 4, 5])
        _ = keep([UInt8](repeating: 1, count: 15).map(Int.init), from: 3)
        #expect(history.packet(at: 2) != nil && history.packet(at: 1) == nil)
        #expect(written(packets[2]) == nil)
    }

    @Test func `long packets, and those of long ago, do not ride`() throws {
        #expect(keep([600, 400, 300, 200]).map(\.pointee.companions) == [0, 1, 1, 2])
        #expect(keep([10, 10], from: 4, ticks: 16_384).map(\.pointee.companions) == [0, 0])
    }

    @Test func `a packet is always as it was the first time`() {
        var sound = RedundantSound()
        #expect(sound.isOn(at: 10) == false)
        sound.update(loss: 0.005, next: 20)
        #expect(sound.isOn(at: 20) == false)
        sound.update(loss: 0.02, next: 100)
        #expect(sound.isOn(at: 100) == true && sound.isOn(at: 99) == false)
        sound.update(loss: 0.005, next: 150)
        #expect(sound.isOn(at: 150) == true)
        sound.update(loss: 0, next: 200)
        #expect(sound.isOn(at: 200) == false && sound.isOn(at: 199) == true && sound.isOn(at: 100) == true)
        #expect(sound.isOn(at: 99) == nil)
    }
}

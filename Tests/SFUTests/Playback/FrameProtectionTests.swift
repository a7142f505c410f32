import RTP
import Testing

@testable import SFU

struct FrameProtectionTests {
    /// A packet with a number of the transport among its extensions.
    private func packet(_ number: Int64, transport: UInt8, payload: [UInt8], marker: Bool = false) -> [UInt8] {
        let fixed: [UInt8] = [
            0x90, marker ? 0xE0 : 0x60, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number),
            0x01, 0x02, 0x03, UInt8(truncatingIfNeeded: number), 0, 0, 0, 9,
        ]
        return fixed + [0xBE, 0xDE, 0, 1, 0x31, 0x77, transport, 0] + payload
    }

    private func add(_ packet: [UInt8], _ number: Int64, to protection: FrameProtection) {
        packet.withUnsafeBytes { bytes in
            protection.add(
                header: UnsafeRawBufferPointer(rebasing: bytes[..<20]), transportNumber: 17..<19,
                payload: UnsafeRawBufferPointer(rebasing: bytes[20...]), number: number)
        }
    }

    private func written(_ protection: FrameProtection) -> [UInt8] {
        var room = [UInt8](repeating: 0, count: 2_048)
        let length = room.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { protection.write(for: SSRC(rawValue: 0x0A0B_0C0D), to: $0) } ?? 0
        }
        return Array(room[..<length])
    }

    /// What a receiver computes from the protection and all packets but one.
    private func recovered(_ protection: [UInt8], from others: [[UInt8]], number: UInt16, ssrc: [UInt8]) -> [UInt8] {
        var head = Array(protection[0..<8])
        var body = Array(protection[20...])
        for other in others {
            let length = UInt16(other.count - 12)
            for (position, byte) in [other[0], other[1], UInt8(length >> 8), UInt8(length & 0xFF)].enumerated() {
                head[position] ^= byte
            }
            for position in 4..<8 { head[position] ^= other[position] }
            for position in 12..<other.count where !(17..<19).contains(position) {
                body[position - 12] ^= other[position]
            }
        }
        let length = Int(head[2]) << 8 | Int(head[3])
        return [head[0] & 0x3F | 0x80, head[1], UInt8(number >> 8), UInt8(number & 0xFF)] + head[4..<8] + ssrc
            + body[..<length]
    }

    @Test(arguments: 0..<4) func `any one lost packet of a group is computed from the others`(lost: Int) {
        let packets = [31, 7, 20, 3].enumerated().map { position, length in
            packet(
                Int64(300 + position), transport: UInt8(position),
                payload: (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ position) }, marker: position == 3)
        }
        let protection = FrameProtection()
        for (position, packet) in packets.enumerated() { add(packet, Int64(300 + position), to: protection) }
        let bytes = written(protection)
        var others = packets
        var expected = others.remove(at: lost)
        // The receiver takes the number of the transport for zero.
        for position in 17..<19 { expected[position] = 0 }
        #expect(recovered(bytes, from: others, number: UInt16(300 + lost), ssrc: [0, 0, 0, 9]) == expected)
    }

    @Test func `the header names the stream and the packets`() {
        let protection = FrameProtection()
        for number in [Int64(65_540), 65_542, 65_554] {
            add(packet(number, transport: 1, payload: [1, 2, 3]), number, to: protection)
        }
        let bytes = written(protection)
        // No retransmission, a flexible mask; one source.
        #expect(bytes[0] & 0xC0 == 0)
        #expect(Array(bytes[8..<16]) == [1, 0, 0, 0, 0x0A, 0x0B, 0x0C, 0x0D])
        #expect(Array(bytes[16..<18]) == [0, 4])
        // The last bit of the mask, then the packets 0, 2 and 14.
        #expect(Array(bytes[18..<20]) == [0x80 | 0x40 | 0x10, 0x01])
        #expect(bytes.count == 20 + 8 + 3)
    }

    @Test func `a group takes what its mask can tell of, and begins anew once written`() {
        let protection = FrameProtection()
        #expect(protection.takes(7, length: 100))
        add(packet(7, transport: 1, payload: [1]), 7, to: protection)
        #expect(
            protection.takes(21, length: 100) && !protection.takes(22, length: 100) && !protection.takes(6, length: 100)
        )
        #expect(!protection.takes(8, length: 2_000))
        _ = written(protection)
        #expect(protection.count == 0 && protection.takes(6, length: 100))
        let alone = packet(6, transport: 0, payload: [5, 6])
        add(alone, 6, to: protection)
        let bytes = written(protection)
        #expect(recovered(bytes, from: [], number: 6, ssrc: [0, 0, 0, 9]).suffix(2) == [5, 6])
    }
}

struct ProtectionPlanTests {
    @Test func `protection begins where requests come late, ends on a clean way, and needs room`() {
        var plan = ProtectionPlan()
        func isOn(_ loss: Double, _ roundTrip: Int64, _ rate: UInt64, _ plan: inout ProtectionPlan) -> Bool {
            plan.update(
                loss: loss, roundTrip: .milliseconds(roundTrip), rate: .kilobits(rate), streams: .kilobits(1_000))
            return plan.isOn
        }
        #expect(isOn(0.03, 50, 3_000, &plan) == false)
        #expect(isOn(0.06, 50, 3_000, &plan) == true)
        #expect(isOn(0.01, 50, 3_000, &plan) == true)
        #expect(isOn(0.004, 50, 3_000, &plan) == false)
        #expect(isOn(0.03, 200, 3_000, &plan) == true)
        #expect(isOn(0.2, 200, 1_300, &plan) == false)
        plan.update(loss: 0.2, roundTrip: .zero, rate: .kilobits(3_000), streams: .kilobits(1_000))
        #expect(plan.group(isKeyFrame: false) == 3 && plan.group(isKeyFrame: true) == 2)
    }
}

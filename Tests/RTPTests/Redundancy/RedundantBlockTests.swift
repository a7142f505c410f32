import RTP
import Testing

struct RedundantBlockTests {
    private func blocks(_ packet: [UInt8], from start: Int = 0, to end: Int? = nil) -> [RedundantBlock]? {
        guard var cursor = RedundantBlockCursor(packet.span, payload: start..<(end ?? packet.count)) else { return nil }
        var blocks: [RedundantBlock] = []
        while let block = cursor.next(in: packet.span) { blocks.append(block) }
        return blocks
    }

    private static func block(_ type: UInt8, _ offset: Int, _ distance: Int, _ payload: Range<Int>) -> RedundantBlock {
        RedundantBlock(payloadType: PayloadType(lowBitsOf: type), offset: offset, distance: distance, payload: payload)
    }

    @Test(
        arguments: [
            ("its own alone", "6F AABB", [block(111, 0, 0, 1..<3)]),
            ("one before it", "EF 0F0002 6F 0102 AABBCC", [block(111, 960, 1, 5..<7), block(111, 0, 0, 7..<10)]),
            (
                "two before it", "EF 1E0001 EF 0F0002 6F 01 0202 AA",
                [block(111, 1_920, 2, 9..<10), block(111, 960, 1, 10..<12), block(111, 0, 0, 12..<13)]
            ),
            (
                "largest time, another type", "8D FFFC01 6F 01 AA",
                [block(13, 16_383, 1, 5..<6), block(111, 0, 0, 6..<7)]
            ),
            ("an empty block", "EF 0F0000 6F AA", [block(111, 960, 1, 5..<5), block(111, 0, 0, 5..<6)]),
            ("none of its own", "EF 0F0001 6F 01", [block(111, 960, 1, 5..<6), block(111, 0, 0, 6..<6)]),
            ("a header alone", "6F", [block(111, 0, 0, 1..<1)]),
        ] as [(String, String, [RedundantBlock])])
    func `blocks are found, the packet's own last`(what: String, payload: String, expected: [RedundantBlock]) {
        #expect(blocks(bytes(payload)) == expected, "\(what)")
    }

    @Test(arguments: [
        ("nothing", ""), ("a cut header", "EF 0F00"), ("no last header", "EF 0F0000"),
        ("headers to the end", "EF 0F0000 EF 0F0000"), ("a block that overruns", "EF 0F0002 6F 01"),
        ("the longest length", "EF 0FFFFF 6F 01"), ("two blocks that overrun together", "EF 0F0001 EF 0F0001 6F 01"),
        ("too many", String(repeating: "EF 0F0000", count: RedundantBlockCursor.Limit.earlier + 1) + "6F AA"),
    ])
    func `a payload that does not hold what its headers say has no blocks`(what: String, payload: String) {
        #expect(blocks(bytes(payload)) == nil, "\(what)")
    }

    @Test func `as many as the limit are read`() {
        let most = RedundantBlockCursor.Limit.earlier
        #expect(blocks(bytes(String(repeating: "EF 0F0000", count: most) + "6F AA"))?.count == most + 1)
    }

    @Test func `neither what is before the payload nor padding behind it is read`() {
        let packet = bytes("FFFFFF EF 0F0001 6F 01 AA 00000004")
        #expect(blocks(packet, from: 3, to: 10) == [Self.block(111, 960, 1, 8..<9), Self.block(111, 0, 0, 9..<10)])
        #expect(blocks(packet, from: 3, to: 8) == nil)
        #expect(RedundantBlockCursor(packet.span, payload: 3..<15) == nil)
    }

    @Test func `random bytes give blocks that lie in the payload, one behind the other, or none`() {
        var random = SeededGenerator(seed: 2_198)
        var found = 0
        for _ in 0..<50_000 {
            var packet = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            // Short lengths, so that many of them fit.
            for offset in stride(from: 3, to: packet.count, by: 4) where Bool.random(using: &random) {
                packet[offset - 1] &= 0xFC
                packet[offset] &= 7
            }
            guard let blocks = blocks(packet) else { continue }
            found += 1
            #expect(blocks.last?.payload.upperBound == packet.count && blocks.last?.distance == 0)
            #expect(zip(blocks, blocks.dropFirst()).allSatisfy { $0.payload.upperBound == $1.payload.lowerBound })
            #expect(blocks.map(\.distance) == (0..<blocks.count).reversed())
        }
        #expect(found > 1_000)
    }
}

import RTP
import Testing

struct HeaderExtensionTests {
    /// The elements of a block as pairs of id and data.
    private func elements(_ hexadecimal: String) throws -> [String] {
        let block = bytes(hexadecimal)
        let parsed = try #require(HeaderExtensionBlock(block))
        var cursor = parsed.elements
        var found: [String] = []
        while let element = cursor.next(in: block.span) {
            found.append("\(element.id.rawValue): \(Array(block[element.data]))")
        }
        return found
    }

    @Test func `the one-byte example of RFC 8285 gives three elements`() throws {
        // Section 4.2: lengths 1, 2 and 4, with padding between and behind.
        let found = try elements("BEDE0003 10 AA 21 BBBB 00 00 33 CCCCCCCC")
        #expect(found == ["1: [170]", "2: [187, 187]", "3: [204, 204, 204, 204]"])
    }

    @Test func `the two-byte example of RFC 8285 gives three elements`() throws {
        // Section 4.3: lengths 0, 1 and 4.
        let found = try elements("10000003 01 00 02 01 BB 00 03 04 CCCCCCCC")
        #expect(found == ["1: []", "2: [187]", "3: [204, 204, 204, 204]"])
    }

    @Test(arguments: [
        ("id 15 ends a one-byte block", "BEDE0002 10 AA F0 BB 20 CC 0000", ["1: [170]"]),
        ("an element that overruns ends the walk", "BEDE0001 10 AA 27 BB", ["1: [170]"]),
        ("a two-byte element without a length ends the walk", "10000001 01 01 AA 02", ["1: [170]"]),
        ("a two-byte element that overruns ends the walk", "10000001 02 09 AA BB", []),
        ("the low bits of a two-byte profile are the application's", "100F0001 01 01 AA 00", ["1: [170]"]),
        ("another profile has no elements", "ABCD0001 10 AA 10 AA", []),
        ("nothing but padding", "BEDE0001 00000000", []),
    ])
    func `odd blocks are walked as far as they go`(what: String, block: String, expected: [String]) throws {
        #expect(try elements(block) == expected, "\(what)")
    }

    @Test(arguments: [HeaderExtensionForm.oneByte, .twoByte])
    func `a written block is found again`(form: HeaderExtensionForm) throws {
        let first = try #require(HeaderExtensionID(rawValue: 3))
        let second = try #require(HeaderExtensionID(rawValue: 14))
        var packet = [UInt8](repeating: 0xEE, count: 64)
        var writer = HeaderExtensionWriter(form: form, at: 12)
        #expect(writer.isEmpty)
        let firstData = try #require(writer.append(first, length: 2, into: &packet))
        packet.replaceSubrange(firstData..<(firstData + 2), with: [0x12, 0x34])
        let secondData = try #require(writer.append(second, length: 3, into: &packet))
        packet.replaceSubrange(secondData..<(secondData + 3), with: [0xAB, 0xCD, 0xEF])
        let end = writer.finish(into: &packet)

        let block = try #require(HeaderExtensionBlock(packet, at: 12))
        #expect(block.form == form)
        #expect(block.range == 12..<end)
        #expect(end % 4 == 0)
        let foundFirst = try #require(block.find(first, in: packet))
        #expect(Array(packet[foundFirst]) == [0x12, 0x34])
        let foundSecond = try #require(block.find(second, in: packet))
        #expect(Array(packet[foundSecond]) == [0xAB, 0xCD, 0xEF])
        #expect(block.find(try #require(HeaderExtensionID(rawValue: 5)), in: packet) == nil)
    }

    @Test func `an empty block is not written`() {
        var packet = [UInt8](repeating: 0xEE, count: 20)
        var writer = HeaderExtensionWriter(form: .oneByte, at: 12)
        #expect(writer.finish(into: &packet) == 12)
        #expect(packet == [UInt8](repeating: 0xEE, count: 20))
    }

    @Test func `what a form cannot carry is not written`() throws {
        let high = try #require(HeaderExtensionID(rawValue: 16))
        let low = try #require(HeaderExtensionID(rawValue: 1))
        var packet = [UInt8](repeating: 0, count: 400)
        var writer = HeaderExtensionWriter(form: .oneByte, at: 0)
        #expect(writer.append(high, length: 1, into: &packet) == nil)
        #expect(writer.append(low, length: 0, into: &packet) == nil)
        #expect(writer.append(low, length: 17, into: &packet) == nil)
        #expect(writer.isEmpty)
        var wide = HeaderExtensionWriter(form: .twoByte, at: 0)
        #expect(wide.append(low, length: 256, into: &packet) == nil)
        #expect(wide.append(high, length: 255, into: &packet) != nil)
    }

    @Test func `a full buffer takes no element and can still be finished`() throws {
        let id = try #require(HeaderExtensionID(rawValue: 1))
        for size in 0..<40 {
            var packet = [UInt8](repeating: 0, count: size)
            var writer = HeaderExtensionWriter(form: .oneByte, at: 0)
            while writer.append(id, length: 3, into: &packet) != nil {}
            #expect(writer.finish(into: &packet) <= size)
        }
    }

    @Test func `ids 0 and 15 do not exist`() {
        #expect(HeaderExtensionID(rawValue: 0) == nil)
        #expect(HeaderExtensionID(rawValue: 15) == nil)
        #expect(HeaderExtensionID(rawValue: 255) != nil)
    }
}

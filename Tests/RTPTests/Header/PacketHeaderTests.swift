import RTP
import Testing

struct PacketHeaderTests {
    @Test func `a plain packet gives its fields and its payload`() throws {
        let packet = bytes("80 E0 1234 DEADBEEF 00C0FFEE AABBCC")
        let header = try #require(PacketHeader(packet))
        #expect(header.marker)
        #expect(header.payloadType.rawValue == 96)
        #expect(header.sequenceNumber.rawValue == 0x1234)
        #expect(header.timestamp.rawValue == 0xDEAD_BEEF)
        #expect(header.ssrc.rawValue == 0x00C0_FFEE)
        #expect(header.payload == 12..<15)
        #expect(header.padding == 0)
        #expect(header.extensions == .none)
    }

    @Test func `sources, extensions and padding are kept out of the payload`() throws {
        // Two contributing sources, a one-byte block of two words, three payload bytes, three bytes of padding.
        let packet = bytes("B2 6F 0001 00000002 00000003 0000000A 0000000B BEDE0002 10FF 2111 22000000 AABBCC 000003")
        let header = try #require(PacketHeader(packet))
        #expect(header.contributingSources == 2)
        #expect(header.extensions == HeaderExtensionBlock(form: .oneByte, range: 20..<32))
        #expect(header.length == 32)
        #expect(header.payload == 32..<35)
        #expect(header.padding == 3)
        #expect(!header.marker)
    }

    @Test func `a packet of padding alone has an empty payload`() throws {
        let packet = bytes("A0 60 0001 00000002 00000003 00000004")
        let header = try #require(PacketHeader(packet))
        #expect(header.payload.isEmpty)
        #expect(header.padding == 4)
    }

    @Test(arguments: [
        ("too short", "80 60 0001 00000002 000000"),
        ("version 1", "40 60 0001 00000002 00000003"),
        ("sources cut off", "81 60 0001 00000002 00000003 0000"),
        ("extension head cut off", "90 60 0001 00000002 00000003 BEDE"),
        ("extension cut off", "90 60 0001 00000002 00000003 BEDE0002 10000000"),
        ("padding of zero bytes", "A0 60 0001 00000002 00000003 00"),
        ("padding without a byte", "A0 60 0001 00000002 00000003"),
        ("padding longer than the rest", "A0 60 0001 00000002 00000003 05"),
    ])
    func `a broken packet is none`(what: String, hexadecimal: String) {
        #expect(PacketHeader(bytes(hexadecimal)) == nil, "\(what)")
    }

    @Test func `a written header is read back`() throws {
        var header = PacketHeader(
            payloadType: try #require(PayloadType(rawValue: 111)), sequenceNumber: SequenceNumber(rawValue: 0xFFFE),
            timestamp: RTPTimestamp(rawValue: 7), ssrc: SSRC(rawValue: 0x8000_0001), marker: true)
        var packet = [UInt8](repeating: 0xFF, count: 16)
        var span = packet.mutableSpan
        let writeFixedPart = header.writeFixedPart(hasExtensions: false, into: &span)
        #expect(writeFixedPart)
        header.payload = 12..<16
        #expect(PacketHeader(packet) == header)
    }

    @Test func `the rewrite keeps what it does not own`() throws {
        var packet = bytes("B1 60 0001 00000002 00000003 0000000A BEDE0000 AABB 02 02")
        var header = try #require(PacketHeader(packet))
        header.payloadType = try #require(PayloadType(rawValue: 100))
        header.sequenceNumber = SequenceNumber(rawValue: 9)
        header.timestamp = RTPTimestamp(rawValue: 10)
        header.ssrc = SSRC(rawValue: 11)
        header.marker = true
        var span = packet.mutableSpan
        let overwriteFields = header.overwriteFields(of: &span)
        #expect(overwriteFields)
        #expect(packet == bytes("B1 E4 0009 0000000A 0000000B 0000000A BEDE0000 AABB 02 02"))
    }

    @Test func `nothing is written where there is no room`() throws {
        let header = PacketHeader(
            payloadType: PayloadType(lowBitsOf: 96), sequenceNumber: SequenceNumber(rawValue: 1),
            timestamp: RTPTimestamp(rawValue: 1), ssrc: SSRC(rawValue: 1))
        var packet = [UInt8](repeating: 0x55, count: 11)
        var span = packet.mutableSpan
        let writeFixedPart = header.writeFixedPart(hasExtensions: false, into: &span)
        #expect(!writeFixedPart)
        let overwriteFields = header.overwriteFields(of: &span)
        #expect(!overwriteFields)
        #expect(packet == [UInt8](repeating: 0x55, count: 11))
    }

    @Test(
        arguments: [
            ("plain", "80 E0 1234 DEADBEEF 00C0FFEE AABBCC", 12),
            ("sources and extensions", "92 6F 0001 00000002 00000003 0000000A 0000000B BEDE0001 10FF2111 AA", 28),
            ("padding is ciphertext", "A0 60 0001 00000002 00000003 AABBCCFF", 12),
            ("too short", "80 60 0001 00000002 000000", nil), ("version 1", "40 60 0001 00000002 00000003", nil),
            ("sources cut off", "81 60 0001 00000002 00000003 0000", nil),
            ("extension head cut off", "90 60 0001 00000002 00000003 BEDE", nil),
            ("extension cut off", "90 60 0001 00000002 00000003 BEDE0002 10000000", nil),
        ] as [(String, String, Int?)])
    func `a sealed packet tells the length of its header`(what: String, hexadecimal: String, length: Int?) {
        let packet = bytes(hexadecimal)
        #expect(PacketHeader.length(ofSealed: packet.span) == length, "\(what)")
    }
}

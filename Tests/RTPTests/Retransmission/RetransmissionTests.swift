import RTP
import Testing

struct RetransmissionTests {
    private let media = PayloadType(lowBitsOf: 96)
    private let repair = PayloadType(lowBitsOf: 97)

    @Test(arguments: [
        "80 E0 1234 DEADBEEF 00C0FFEE AABBCC", "91 60 FFFF 00000001 00C0FFEE 0000000A BEDE0001 10AA0000 010203",
        "A0 60 0001 00000002 00C0FFEE AA 0002",
    ])
    func `a packet comes back from its retransmission`(hexadecimal: String) throws {
        let packet = bytes(hexadecimal)
        let header = try #require(PacketHeader(packet))
        var buffer = [UInt8](repeating: 0, count: 64)
        var span = buffer.mutableSpan
        let written = Retransmission.encapsulate(
            packet.span, header: header, payloadType: repair, sequenceNumber: SequenceNumber(rawValue: 7),
            ssrc: SSRC(rawValue: 99), into: &span)
        let length = try #require(written)
        #expect(length == packet.count + 2)

        var resent = Array(buffer[..<length])
        let resentHeader = try #require(PacketHeader(resent))
        #expect(resentHeader.payloadType == repair)
        #expect(resentHeader.sequenceNumber.rawValue == 7)
        #expect(resentHeader.ssrc.rawValue == 99)
        #expect(resentHeader.timestamp == header.timestamp)
        #expect(resentHeader.marker == header.marker)
        #expect(resent.span.uint16(at: resentHeader.length) == header.sequenceNumber.rawValue)

        var resentSpan = resent.mutableSpan
        let original = Retransmission.decapsulate(
            &resentSpan, header: resentHeader, payloadType: media, ssrc: header.ssrc)
        let restored = try #require(original)
        #expect(Array(resent[..<restored]) == packet)
    }

    @Test func `a probe of padding alone is no packet`() throws {
        var packet = bytes("A0 61 0001 00000002 00000063 00000004")
        let header = try #require(PacketHeader(packet))
        var span = packet.mutableSpan
        let restored = Retransmission.decapsulate(
            &span, header: header, payloadType: media, ssrc: SSRC(rawValue: 1))
        #expect(restored == nil)
    }

    @Test func `nothing is written where there is no room`() throws {
        let packet = bytes("80 E0 1234 DEADBEEF 00C0FFEE AABBCC")
        let header = try #require(PacketHeader(packet))
        var buffer = [UInt8](repeating: 0, count: 16)
        var span = buffer.mutableSpan
        let written = Retransmission.encapsulate(
            packet.span, header: header, payloadType: repair, sequenceNumber: SequenceNumber(rawValue: 7),
            ssrc: SSRC(rawValue: 99), into: &span)
        #expect(written == nil)
    }
}

import RTP
import Testing

struct DatagramKindTests {
    @Test(
        arguments: [
            ([0x00, 0x01], DatagramKind.stun), ([0x03, 0xFF], .stun), ([0x04, 0x00], .unknown),
            ([0x13, 0x00], .unknown),
            ([0x14, 0xFE], .dtls), ([0x16, 0xFE], .dtls), ([0x3F, 0x00], .dtls), ([0x40, 0x00], .unknown),
            ([0x7F, 0x00], .unknown), ([0x80, 0x60], .rtp), ([0xBF, 0x7F], .rtp), ([0x80, 0xBF], .rtp),
            ([0x80, 0xC0], .rtcp), ([0x81, 0xC8], .rtcp), ([0x8F, 0xCD], .rtcp), ([0x80, 0xDF], .rtcp),
            ([0x80, 0xE0], .rtp), ([0xC0, 0x00], .unknown), ([0x80], .unknown), ([], .unknown),
        ] as [([UInt8], DatagramKind)])
    func `the first two bytes tell the kind`(datagram: [UInt8], kind: DatagramKind) {
        #expect(DatagramKind(of: datagram.span) == kind)
    }
}

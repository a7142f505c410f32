import ICE
import SecureTransport
import Testing

/// The sample messages of RFC 5769 and what hostile bytes do.
struct STUNMessageTests {
    static let password = Array("VOkJxbRl1RmTxUk/WvJxBt".utf8)

    static let request = bytes(
        """
        00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74 00240004 6e0001ff
        80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020 00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249
        c1b571a2 80280004 e57a3bcf
        """)
    static let responseIPv4 = bytes(
        """
        0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643
        00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96
        """)
    static let responseIPv6 = bytes(
        """
        01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200014 0002a147 0113a9fa
        a5d3f179 bc25f4b5 bed2b9d9 00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c
        """)

    static func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text.filter(\.isHexDigit))
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
    }

    @Test func `the sample request of RFC 5769 reads and verifies`() throws {
        let message = try STUNMessage(parsing: Self.request)
        #expect(message.messageClass == .request)
        #expect(message[STUNAttribute.username] == Array("evtj:h6vY".utf8))
        #expect(message.isAuthentic(in: Self.request, key: Self.password, authenticator: hmacSHA1))
        #expect(!message.isAuthentic(in: Self.request, key: Array("wrong".utf8), authenticator: hmacSHA1))
        #expect(LiteAgent.localFragment(in: Self.request) == "evtj")
    }

    @Test(arguments: [
        (responseIPv4, "192.0.2.1:32853"), (responseIPv6, "[2001:db8:1234:5678:11:2233:4455:6677]:32853"),
    ])
    func `the sample responses of RFC 5769 tell the mapped address`(response: [UInt8], address: String) throws {
        let message = try STUNMessage(parsing: response)
        #expect(message.messageClass == .success)
        #expect(message.mappedAddress?.description == address)
        #expect(message.isAuthentic(in: response, key: Self.password, authenticator: hmacSHA1))
    }

    @Test func `what is written reads back`() throws {
        let message = STUNMessage(
            .indication, transactionID: Array(1...12),
            attributes: [.init(type: STUNAttribute.software, value: [1, 2, 3])])
        let bytes = message.serialized(key: Self.password, authenticator: hmacSHA1)
        let read = try STUNMessage(parsing: bytes)
        #expect(read.messageClass == .indication)
        #expect(read[STUNAttribute.software] == [1, 2, 3])
        #expect(read.isAuthentic(in: bytes, key: Self.password, authenticator: hmacSHA1))
    }

    @Test(arguments: [
        ("nothing", [], STUNMessage.ParseError.tooShort),
        ("a header cut short", Array(request[..<19]), .tooShort),
        ("another cookie", request.replacing(at: 4, with: 0), .notSTUN),
        ("two leading bits", request.replacing(at: 0, with: 0xC0), .notSTUN),
        ("a length that is no word", request.replacing(at: 3, with: 0x57), .lengthMismatch),
        ("a length beyond the datagram", request.replacing(at: 2, with: 0x7F), .lengthMismatch),
        ("an attribute beyond the message", request.replacing(at: 22, with: 0x7F), .attributeOverrun(type: 0x8022)),
        ("a wrong fingerprint", request.replacing(at: 107, with: 0), .wrongFingerprint),
        ("a changed byte", request.replacing(at: 30, with: 0), .wrongFingerprint),
        ("more attributes than an agent sends", flood, .tooManyAttributes),
    ])
    func `malformed messages say what is wrong`(name: String, bytes: [UInt8], error: STUNMessage.ParseError) {
        #expect(throws: error, "\(name)") { try STUNMessage(parsing: bytes) }
    }

    /// A header and 33 empty attributes.
    static let flood =
        [0, 1, 0, 132] + bytes("2112a442") + [UInt8](repeating: 7, count: 12)
        + (0..<33).flatMap { _ in bytes("80220000") }

    @Test func `no cut and no flipped bit of a message stops the server`() {
        for length in 0..<Self.request.count {
            _ = try? STUNMessage(parsing: Array(Self.request[..<length]))
            _ = LiteAgent.localFragment(in: Array(Self.request[..<length]))
        }
        for position in Self.request.indices {
            for bit in 0..<8 {
                let changed = Self.request.replacing(at: position, with: Self.request[position] ^ UInt8(1 << bit))
                let message = try? STUNMessage(parsing: changed)
                let isTrusted = message?.isAuthentic(in: changed, key: Self.password, authenticator: hmacSHA1) ?? false
                // The fingerprint's own type may turn into one that nobody has to understand; all else is covered.
                #expect(!isTrusted || position >= Self.request.count - 8)
            }
        }
    }

    @Test func `what stands behind the seal is passed over`() throws {
        let sealed = STUNMessage(.request, transactionID: Array(1...12))
            .serialized(key: Self.password, authenticator: hmacSHA1)
        // ICE-CONTROLLED in place of FINGERPRINT: nothing proves it.
        let role: [UInt8] = [0x80, 0x29, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8]
        let changed = (Array(sealed.dropLast(8)) + role).replacing(at: 3, with: 36)
        let message = try STUNMessage(parsing: changed)
        #expect(message.isAuthentic(in: changed, key: Self.password, authenticator: hmacSHA1))
        #expect(message[STUNAttribute.iceControlled] == nil)
    }
}

extension [UInt8] {
    func replacing(at position: Int, with byte: UInt8) -> [UInt8] {
        var copy = self
        copy[position] = byte
        return copy
    }
}

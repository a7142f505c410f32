@testable import SecureTransport
import Testing

/// The published vectors of RFC 3711 and RFC 7714.
struct SRTPVectorTests {
    static func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text.filter(\.isHexDigit))
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
    }

    @Test func `keys are derived as in RFC 3711, B.3`() throws {
        let master = MasterKey(
            key: Self.bytes("E1F97A0D3E018BE0D64FA32C06DE4139"), salt: Self.bytes("0EC675AD498AFEEBB6960B3AABE6"))
        let derivation = KeyDerivation(master: master)
        #expect(try derivation.key(.rtpEncryption, count: 16) == Self.bytes("C61E7A93744F39EE10734AFE3FF7A087"))
        #expect(try derivation.key(.rtpSalt, count: 14) == Self.bytes("30CBBC08863D8C85D49DB34A9AE1"))
        #expect(
            try derivation.key(.rtpAuthentication, count: 20)
                == Self.bytes("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"))
    }

    @Test func `AES-GCM seals the packet of RFC 7714, 16.1.1, and opens it again`() throws {
        let key = Self.bytes("000102030405060708090a0b0c0d0e0f")
        let salt = Self.bytes("51756964 2070726f 2071756f")
        let cipher = try GCMCipher(key: key, salt: salt, .seals)
        let plain = Self.bytes(
            """
            8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472
            6573
            """)
        let sealed = Self.bytes(
            """
            8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf
            8833899d 7f27beb1 6a9152cf 765ee439 0cce
            """)
        var packet = plain + [UInt8](repeating: 0, count: 16)
        packet.withUnsafeMutableBytes { bytes in
            let header = UnsafeRawBufferPointer(rebasing: bytes[..<12])
            let body = UnsafeRawBufferPointer(rebasing: bytes[12..<plain.count])
            cipher.seal(body, header: header, into: bytes.baseAddress! + 12, ssrc: 0x5501_a0b2, index: 0xf17b)
        }
        #expect(packet == sealed)
        let opener = try GCMCipher(key: key, salt: salt, .opens)
        let opened = packet.withUnsafeMutableBytes { bytes in
            let header = UnsafeRawBufferPointer(rebasing: bytes[..<12])
            let body = UnsafeMutableRawBufferPointer(rebasing: bytes[12...])
            return opener.open(body, header: header, ssrc: 0x5501_a0b2, index: 0xf17b)
        }
        #expect(opened)
        #expect(Array(packet[..<plain.count]) == plain)
    }

    @Test(arguments: [
        (65_535 as UInt64, 0 as UInt16, 65_536 as UInt64), (65_536, 65_535, 65_535), (10, 65_000, 65_000),
        (196_700, 30, 196_638), (196_700, 65_000, 196_072),
    ])
    func `the roll-over counter is guessed as in RFC 3711, 3.3.1`(latest: UInt64, sequence: UInt16, index: UInt64) {
        #expect(InboundProtection.index(of: sequence, after: latest) == index)
    }

    @Test func `a replay window takes each index once and nothing older than itself`() {
        var window = ReplayWindow()
        for index: UInt64 in [100, 102, 101, 5_000, 4_500] {
            #expect(window.accepts(index))
            window.record(index)
            #expect(!window.accepts(index))
        }
        #expect(!window.accepts(3_976))
        #expect(window.accepts(3_977))
        #expect(window.accepts(4_501))
        #expect(!window.accepts(102))
    }
}

import CSRTP
import SecureTransport
import Testing

/// Our SRTP against libsrtp: what one seals the other opens, and the other way round.
@Suite(.serialized)
struct SRTPOracleTests {
    private static let isReady = srtp_init() == srtp_err_status_ok

    private static func master(_ profile: ProtectionProfile) -> MasterKey {
        MasterKey(
            key: (0..<16).map { UInt8($0 * 7 + 1) }, salt: (0..<UInt8(profile.saltLength)).map { $0 &* 13 &+ 5 })
    }

    private static func session(_ profile: ProtectionProfile, outbound: Bool) throws -> srtp_t {
        try #require(isReady)
        var key = master(profile).key + master(profile).salt
        var session: srtp_t?
        let status = tw_srtp_open(&session, &key, profile == .aeadAES128GCM ? 1 : 0, outbound ? 1 : 0)
        try #require(status == Int32(srtp_err_status_ok.rawValue))
        return try #require(session)
    }

    /// A packet with a one-byte extension block, so that the header is longer than 12 bytes.
    private static func packet(_ sequence: UInt16, payload: Int) -> [UInt8] {
        [0x90, 96, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence), 0, 0, 3, 4, 9, 8, 7, 6]
            + [0xBE, 0xDE, 0, 1, 0x10, 0x7F, 0, 0] + (0..<payload).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    }

    private static let sequences: [UInt16] = [65_530, 65_533, 65_535, 0, 1, 65_534, 2, 40]

    @Test(arguments: ProtectionProfile.allCases)
    func `libsrtp opens the RTP we seal, over the turn of the sequence number`(profile: ProtectionProfile) throws {
        let theirs = try Self.session(profile, outbound: false)
        defer { srtp_dealloc(theirs) }
        let ours = try OutboundProtection(profile, master: Self.master(profile))
        for sequence in Self.sequences {
            let plain = Self.packet(sequence, payload: 1_000 + Int(sequence % 7))
            let index = UInt64(sequence) + (sequence < 1_000 ? 65_536 : 0)
            var sealed = [UInt8](repeating: 0, count: plain.count + 20)
            sealed.replaceSubrange(..<20, with: plain[..<20])
            let length = sealed.withUnsafeMutableBytes { room in
                plain.withUnsafeBytes { source in
                    ours.sealRTP(
                        at: room.baseAddress!, headerLength: 20,
                        payload: UnsafeRawBufferPointer(rebasing: source[20...]), ssrc: 0x0908_0706, index: index)
                }
            }
            #expect(length == plain.count + profile.tagLength)
            var count = Int32(length)
            #expect(srtp_unprotect(theirs, &sealed, &count) == srtp_err_status_ok)
            #expect(Array(sealed[..<Int(count)]) == plain)
        }
    }

    @Test(arguments: ProtectionProfile.allCases)
    func `we open the RTP that libsrtp seals, once, and nothing that was changed`(profile: ProtectionProfile) throws {
        let theirs = try Self.session(profile, outbound: true)
        defer { srtp_dealloc(theirs) }
        let ours = try InboundProtection(profile, master: Self.master(profile))
        for sequence: UInt16 in [65_530, 65_533, 65_535, 0, 1, 40] {
            let plain = Self.packet(sequence, payload: 300)
            var sealed = plain + [UInt8](repeating: 0, count: 20)
            var count = Int32(plain.count)
            #expect(srtp_protect(theirs, &sealed, &count) == srtp_err_status_ok)
            sealed.removeLast(sealed.count - Int(count))
            var changed = sealed
            changed[25] ^= 1
            #expect(throws: SecureTransportError.authenticationFailed) {
                try changed.withUnsafeMutableBytes { try ours.openRTP($0, headerLength: 20) }
            }
            var copy = sealed
            let length = try sealed.withUnsafeMutableBytes { try ours.openRTP($0, headerLength: 20) }
            #expect(Array(sealed[..<length]) == plain)
            #expect(throws: SecureTransportError.replayed) {
                try copy.withUnsafeMutableBytes { try ours.openRTP($0, headerLength: 20) }
            }
        }
    }

    @Test(arguments: ProtectionProfile.allCases)
    func `RTCP goes both ways`(profile: ProtectionProfile) throws {
        let plain: [UInt8] = [0x81, 201, 0, 7, 1, 2, 3, 4] + (0..<24).map { UInt8($0) }
        let reading = try Self.session(profile, outbound: false)
        let writing = try Self.session(profile, outbound: true)
        defer {
            srtp_dealloc(reading)
            srtp_dealloc(writing)
        }
        let outbound = try OutboundProtection(profile, master: Self.master(profile))
        let inbound = try InboundProtection(profile, master: Self.master(profile))
        for _ in 0..<3 {
            var sealed = plain + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
            var count = Int32(
                sealed.withUnsafeMutableBytes { outbound.sealRTCP(at: $0.baseAddress!, length: plain.count) })
            #expect(srtp_unprotect_rtcp(reading, &sealed, &count) == srtp_err_status_ok)
            #expect(Array(sealed[..<Int(count)]) == plain)

            var theirs = plain + [UInt8](repeating: 0, count: 40)
            count = Int32(plain.count)
            #expect(srtp_protect_rtcp(writing, &theirs, &count) == srtp_err_status_ok)
            theirs.removeLast(theirs.count - Int(count))
            let length = try theirs.withUnsafeMutableBytes { try inbound.openRTCP($0) }
            #expect(Array(theirs[..<length]) == plain)
        }
    }

    @Test(arguments: ProtectionProfile.allCases)
    func `packets cut short are malformed and never trap`(profile: ProtectionProfile) throws {
        let ours = try InboundProtection(profile, master: Self.master(profile))
        for length in 0..<64 {
            var bytes = [UInt8](repeating: 0x80, count: length)
            for header in [0, 11, 12, 20, 63] {
                #expect(throws: SecureTransportError.self) {
                    try bytes.withUnsafeMutableBytes { try ours.openRTP($0, headerLength: header) }
                }
            }
            #expect(throws: SecureTransportError.self) {
                try bytes.withUnsafeMutableBytes { try ours.openRTCP($0) }
            }
        }
    }
}

import RTP
import SDP
import SFU
import SecureTransport
import Testing

@testable import MediaServer
@testable import TradewindClient

struct NegotiationTests {
    private static func h264(_ type: UInt8, _ profile: String, mode: Int = 1) -> PayloadFormat {
        PayloadFormat(
            payloadType: PayloadType(lowBitsOf: type), encoding: FormatEncoding(.h264),
            parameters: FormatParameters("packetization-mode=\(mode);profile-level-id=\(profile)"))
    }

    @Test(arguments: [("42e01f", 108), ("42001f", 102), ("640032", 112), ("4d001f", 102)])
    func `a viewer gets H264 under the type of the host's profile`(profile: String, type: UInt8) throws {
        let identity = try ClientIdentity(profiles: ProtectionProfile.allCases)
        let formats = OfferedFormats(
            audio: [],
            video: [
                Self.h264(104, "42e01f", mode: 0), Self.h264(102, "42001f"), Self.h264(108, "42e01f"),
                Self.h264(112, "64001f"),
            ])
        let answered = try Negotiation(certificate: Certificate(), candidates: []).viewer(
            SessionProposal(playing: formats, as: identity).text, identities: StreamIdentity.random(slots: 1),
            profile: try #require(H264Profile(parsing: profile)), viewer: nil)
        #expect(answered.description.slots[0].formats.map(\.payloadType.rawValue) == [type])
    }

    @Test func `the profile that a host agreed on is known`() throws {
        let identity = try ClientIdentity(profiles: ProtectionProfile.allCases)
        let formats = OfferedFormats(audio: [], video: [Self.h264(96, "64001f")])
        let offer = SessionProposal(publishing: StreamNames(), formats: formats, as: identity).text
        let answered = try Negotiation(certificate: Certificate(), candidates: []).publisher(offer, isStandby: false)
        #expect(answered.profile == H264Profile(profile: 0x64, constraints: 0, level: 0x1F))
        #expect(answered.description.transport.role == .server)
    }
}

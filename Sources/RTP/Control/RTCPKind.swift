/// The packet type byte of RTCP (IANA registry "RTCP Control Packet Types").
package struct RTCPKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    @inlinable
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let senderReport = RTCPKind(rawValue: 200)
    package static let receiverReport = RTCPKind(rawValue: 201)
    package static let sourceDescription = RTCPKind(rawValue: 202)
    package static let goodbye = RTCPKind(rawValue: 203)
    package static let transportFeedback = RTCPKind(rawValue: 205)
    package static let payloadFeedback = RTCPKind(rawValue: 206)
}

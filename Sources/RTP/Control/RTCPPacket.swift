/// One packet of an RTCP datagram.
package enum RTCPPacket: Hashable, Sendable {
    case senderReport(SenderReport)
    case receiverReport(ReceiverReport)
    case sourceDescription(SourceDescription)
    case goodbye(Goodbye)
    case genericNack(GenericNack)
    case pictureLoss(PictureLossIndication)
    case fullIntra(FullIntraRequest)
    case bitrateEstimate(ReceiverEstimatedBitrate)
    case transportFeedback(TransportFeedback)
    /// A kind or format we do not speak; to be passed over.
    case other(RTCPHeader)
    /// A kind we know with a body that is too short or contradicts itself.
    case malformed(RTCPHeader)

    init(_ header: RTCPHeader, in bytes: Span<UInt8>) {
        switch header.kind {
        case .senderReport:
            self = SenderReport(parsing: bytes, header: header).map(Self.senderReport) ?? .malformed(header)
        case .receiverReport:
            self = ReceiverReport(parsing: bytes, header: header).map(Self.receiverReport) ?? .malformed(header)
        case .sourceDescription:
            self = .sourceDescription(SourceDescription(header: header))
        case .goodbye:
            self = Goodbye(header: header).map(Self.goodbye) ?? .malformed(header)
        case .transportFeedback where header.count == FeedbackFormat.genericNack:
            self = GenericNack(parsing: bytes, header: header).map(Self.genericNack) ?? .malformed(header)
        case .transportFeedback where header.count == FeedbackFormat.transportWide:
            self = TransportFeedback(parsing: bytes, header: header).map(Self.transportFeedback) ?? .malformed(header)
        case .payloadFeedback where header.count == FeedbackFormat.pictureLoss:
            self = PictureLossIndication(parsing: bytes, header: header).map(Self.pictureLoss) ?? .malformed(header)
        case .payloadFeedback where header.count == FeedbackFormat.fullIntra:
            self = FullIntraRequest(parsing: bytes, header: header).map(Self.fullIntra) ?? .malformed(header)
        case .payloadFeedback where header.count == FeedbackFormat.application:
            self =
                ReceiverEstimatedBitrate(parsing: bytes, header: header)
                .map(Self.bitrateEstimate) ?? .other(header)
        default:
            self = .other(header)
        }
    }
}

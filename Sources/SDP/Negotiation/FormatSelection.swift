import RTP

/// Which of the formats of a section we take, and with which feedback.
enum FormatSelection {
    /// The formats whose codec is wanted, in the section's order, each with its retransmissions.
    ///
    /// - Parameters:
    ///   - singleUnits: whether H.264 in packetization mode 0 is taken where mode 1 is not offered.
    ///   - redundancy: whether sound with earlier packets in it is taken.
    static func select(
        from section: MediaDescription, codecs: [MediaCodec], singleUnits: Bool, redundancy: Bool,
        feedback wanted: [RTCPFeedback]
    ) -> [NegotiatedFormat] {
        let offersFragments = section.formats.contains { $0.forwardableCodec == .h264 && $0.packetizationMode == 1 }
        return section.formats.compactMap { format in
            guard let codec = format.forwardableCodec, codecs.contains(codec),
                codec.kind == section.mediaKind, format.payloadType.isAllowedWithMultiplexing
            else { return nil }
            if codec == .h264, format.packetizationMode == 0, offersFragments || !singleUnits { return nil }
            let offered = section.commonFeedback + format.feedback
            return NegotiatedFormat(
                codec: codec, payloadType: format.payloadType,
                retransmission: section.formats.first { $0.repairedPayloadType == format.payloadType }?.payloadType,
                redundancy: redundancy
                    ? section.formats.first { $0.repeatedPayloadType == format.payloadType }?.payloadType : nil,
                parameters: format.parameters, feedback: wanted.filter(offered.contains))
        }
    }

    /// The names of the media formats of a section, for an error's text.
    static func names(in section: MediaDescription) -> [String] {
        var names: [String] = []
        for name in section.formats.compactMap(\.encoding?.name) where !names.contains(name) { names.append(name) }
        return names
    }
}

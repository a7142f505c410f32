package import RTP

/// A packet stream of ours, as we declare it.
package struct OutgoingStream: Hashable, Sendable {
    package var ssrc: SSRC
    /// The stream of its retransmissions, declared only where RTX is agreed on.
    package var retransmission: SSRC?
    package var streamID: MediaStreamID
    package var canonicalName: CanonicalName

    package init(
        ssrc: SSRC, retransmission: SSRC? = nil, streamID: MediaStreamID, canonicalName: CanonicalName
    ) {
        self.ssrc = ssrc
        self.retransmission = retransmission
        self.streamID = streamID
        self.canonicalName = canonicalName
    }

    /// Declares the stream in a section of ours.
    func declare(in section: inout MediaDescription) {
        section.streams = [streamID]
        let attributes = [
            Attribute(name: "cname", value: canonicalName.rawValue), Attribute(name: "msid", value: streamID.text),
        ]
        section.sources = [StreamSource(ssrc: ssrc, attributes: attributes)]
        guard let retransmission, section.formats.contains(where: { $0.encoding?.isRetransmission ?? false }) else {
            return
        }
        section.sources.append(StreamSource(ssrc: retransmission, attributes: attributes))
        section.sourceGroups = [SourceGroup(semantics: .retransmission, sources: [ssrc, retransmission])]
    }
}

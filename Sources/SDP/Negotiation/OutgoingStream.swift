package import RTP

/// A packet stream of ours, as we declare it.
package struct OutgoingStream: Hashable, Sendable {
    package var ssrc: SSRC
    /// The stream of its retransmissions, declared only where RTX is agreed on.
    package var retransmission: SSRC?
    /// The stream of what protects it, declared only where that is agreed on.
    package var protection: SSRC?
    package var streamID: MediaStreamID
    package var canonicalName: CanonicalName

    package init(
        ssrc: SSRC, retransmission: SSRC? = nil, protection: SSRC? = nil, streamID: MediaStreamID,
        canonicalName: CanonicalName
    ) {
        self.ssrc = ssrc
        self.retransmission = retransmission
        self.protection = protection
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
        let encodings = section.formats.compactMap(\.encoding)
        let companions: [(SSRC?, SourceGroup.Semantics, Bool)] = [
            (retransmission, .retransmission, encodings.contains(where: \.isRetransmission)),
            (protection, .protection, encodings.contains(where: \.isProtection)),
        ]
        for case (let companion?, let semantics, true) in companions {
            section.sources.append(StreamSource(ssrc: companion, attributes: attributes))
            section.sourceGroups.append(SourceGroup(semantics: semantics, sources: [ssrc, companion]))
        }
    }

    /// Declares a simulcast in its place: layers told apart by their ids alone, as browsers do it.
    func declare(layers: [StreamID], in section: inout MediaDescription) {
        section.streams = [streamID]
        section.restrictions = layers.map { StreamRestriction(id: $0, sends: true) }
        section.simulcast = Simulcast(sends: layers)
    }
}

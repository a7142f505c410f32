import RTP

/// The answer to a host's offer (WHIP, RFC 9725): we receive one picture and one sound.
package struct IngestAnswer: Sendable {
    package let description: SessionDescription
    package let session: NegotiatedSession

    package init(
        to offer: SessionDescription, from local: LocalTransport, options: IngestOptions = IngestOptions()
    ) throws(NegotiationError) {
        let rules = AnswerRules(
            direction: .receiveOnly, codecs: options.codecs, extensions: options.extensions,
            wantsBitrateEstimate: true)
        let answerer = Answerer(offer: offer, local: local, rules: rules)
        let (session, sections) = try answerer.negotiate()
        self.session = session
        description = answerer.description(session, sections: sections, complete: Self.askForRedundancy)
    }

    /// Asks for Opus' in-band error correction: viewers on bad networks live on it (RFC 7587, section 6.1).
    private static func askForRedundancy(_ section: inout MediaDescription) {
        for index in section.formats.indices where section.formats[index].encoding?.codec == .opus {
            let parameters = section.formats[index].parameters
            guard parameters?["useinbandfec"] == nil else { continue }
            let others = parameters.map { "\($0.text);" } ?? ""
            section.formats[index].parameters = FormatParameters("\(others)useinbandfec=1")
        }
    }
}

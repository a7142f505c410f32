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
        description = answerer.description(session, sections: sections) { section, _ in
            Self.askForRedundancy(&section)
        }
    }

    /// Asks for sound that outlives loss: Opus' in-band error correction (RFC 7587, section 6.1), and earlier packets in each.
    private static func askForRedundancy(_ section: inout MediaDescription) {
        // A browser sends them only where their format stands before the one that they repeat.
        let repeating = section.formats.filter { $0.encoding?.isRedundancy ?? false }
        section.formats = repeating + section.formats.filter { !repeating.contains($0) }
        for index in section.formats.indices where section.formats[index].encoding?.codec == .opus {
            let parameters = section.formats[index].parameters
            guard parameters?["useinbandfec"] == nil else { continue }
            let others = parameters.map { "\($0.text);" } ?? ""
            section.formats[index].parameters = FormatParameters("\(others)useinbandfec=1")
        }
    }
}

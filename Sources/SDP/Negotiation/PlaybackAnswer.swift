import RTP

/// The answer to a viewer's offer (WHEP): we send one picture and one sound.
///
/// Every codec the viewer can decode keeps its payload type, so that the host may change codecs without a new offer.
package struct PlaybackAnswer: Sendable {
    package let description: SessionDescription
    package let session: NegotiatedSession

    package init(
        to offer: SessionDescription, from local: LocalTransport, streams: OutgoingStreams,
        options: PlaybackOptions = PlaybackOptions()
    ) throws(NegotiationError) {
        let rules = AnswerRules(
            direction: .sendOnly, codecs: options.codecs, extensions: options.extensions,
            wantsBitrateEstimate: false)
        let answerer = Answerer(offer: offer, local: local, rules: rules)
        let (session, sections) = try answerer.negotiate()
        self.session = session
        description = answerer.description(session, sections: sections) { section in
            guard let kind = section.mediaKind else { return }
            streams[kind].declare(in: &section)
        }
    }
}

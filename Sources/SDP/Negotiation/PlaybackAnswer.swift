import RTP

/// The answer to a viewer's offer (WHEP): we send as many pictures and sounds as it has sections, up to so many.
///
/// Every codec the viewer can decode keeps its payload type, so that the host may change codecs without a new offer.
package struct PlaybackAnswer: Sendable {
    package let description: SessionDescription
    package let session: NegotiatedSession

    /// - Parameter streams: what the first section of each kind gets, the second, and so on; one at least.
    package init(
        to offer: SessionDescription, from local: LocalTransport, streams: [OutgoingStreams],
        options: PlaybackOptions = PlaybackOptions()
    ) throws(NegotiationError) {
        let rules = AnswerRules(
            direction: .sendOnly, codecs: options.codecs, extensions: options.extensions,
            wantsBitrateEstimate: false, sections: streams.count)
        let answerer = Answerer(offer: offer, local: local, rules: rules)
        let (session, sections) = try answerer.negotiate()
        self.session = session
        description = answerer.description(session, sections: sections) { section, place in
            guard let kind = section.mediaKind else { return }
            streams[place][kind].declare(in: &section)
        }
    }
}

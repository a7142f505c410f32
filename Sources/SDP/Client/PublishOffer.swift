/// The offer of a client that publishes by WHIP.
package struct PublishOffer: Sendable {
    private let offer: ClientOffer

    /// - Parameter local: the client's transport; its DTLS roles do not matter, the answer chooses.
    package init(local: LocalTransport, streams: OutgoingStreams, formats: OfferedFormats = OfferedFormats()) {
        var offer = ClientOffer(local: local, formats: formats, direction: .sendOnly)
        for index in offer.description.media.indices {
            guard let kind = offer.description.media[index].mediaKind else { continue }
            streams[kind].declare(in: &offer.description.media[index])
        }
        self.offer = offer
    }

    package var description: SessionDescription { offer.description }

    /// What an answer agrees to.
    package func negotiated(with answer: SessionDescription) throws(NegotiationError) -> NegotiatedSession {
        try offer.negotiated(with: answer)
    }
}

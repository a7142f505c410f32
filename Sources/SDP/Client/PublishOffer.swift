package import RTP

/// The offer of a client that publishes by WHIP.
package struct PublishOffer: Sendable {
    private let offer: ClientOffer

    /// - Parameters:
    ///   - local: the client's transport; its DTLS roles do not matter, the answer chooses.
    ///   - layers: the layers of the picture, each with its own id; fewer than two make no simulcast.
    package init(
        local: LocalTransport, streams: OutgoingStreams, formats: OfferedFormats = OfferedFormats(),
        layers: [StreamID] = []
    ) {
        precondition(Set(layers).count == layers.count, "each layer has an id of its own")
        let isSimulcast = layers.count > 1
        var offer = ClientOffer(local: local, formats: formats, direction: .sendOnly, isSimulcast: isSimulcast)
        for index in offer.description.media.indices {
            guard let kind = offer.description.media[index].mediaKind else { continue }
            if isSimulcast, kind == .video {
                streams.video.declare(layers: layers, in: &offer.description.media[index])
            } else {
                streams[kind].declare(in: &offer.description.media[index])
            }
        }
        self.offer = offer
    }

    package var description: SessionDescription { offer.description }

    /// The id under which an extension is offered, the same in every section that offers it.
    package func extensionID(_ uri: HeaderExtensionURI) -> HeaderExtensionID? {
        offer.description.media.lazy.flatMap(\.extensions).first { $0.knownURI == uri }?.id
    }

    /// What an answer agrees to; the picture's track has the layers that were accepted, none when it is one stream.
    package func negotiated(with answer: SessionDescription) throws(NegotiationError) -> NegotiatedSession {
        try offer.negotiated(with: answer)
    }
}

/// The offer of a client that plays by WHEP.
package struct PlayOffer: Sendable {
    private let offer: ClientOffer

    /// - Parameters:
    ///   - local: the client's transport; its DTLS roles do not matter, the answer chooses.
    ///   - slots: pictures, and sounds, that are wanted.
    ///   - allowsMixedExtensions: also says, to a server of ours, that the client is one it may begin the handshake with.
    package init(
        local: LocalTransport, formats: OfferedFormats = OfferedFormats(), slots: Int = 1,
        allowsMixedExtensions: Bool = false
    ) {
        offer = ClientOffer(
            local: local, formats: formats, direction: .receiveOnly, slots: slots,
            allowsMixedExtensions: allowsMixedExtensions)
    }

    package var description: SessionDescription { offer.description }

    /// What an answer agrees to.
    package func negotiated(with answer: SessionDescription) throws(NegotiationError) -> NegotiatedSession {
        try offer.negotiated(with: answer)
    }
}

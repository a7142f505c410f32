internal import ICE
internal import SDP
internal import SecureTransport

/// An offer of ours, and how to read its answer.
struct SessionProposal: Sendable {
    private enum Offer {
        case publish(PublishOffer)
        case play(PlayOffer)
    }

    private let credentials: Credentials
    private let offer: Offer

    init(publishing names: StreamNames, formats: OfferedFormats, as identity: ClientIdentity) {
        credentials = Credentials(randomBytes: randomBytes(32))
        offer = .publish(
            PublishOffer(
                local: identity.transport(credentials),
                streams: OutgoingStreams(audio: names.audio, video: names.video[0]), formats: formats,
                layers: names.layers))
    }

    init(playing formats: OfferedFormats, as identity: ClientIdentity) {
        credentials = Credentials(randomBytes: randomBytes(32))
        offer = .play(
            PlayOffer(local: identity.transport(credentials), formats: formats, allowsMixedExtensions: identity.hasGCM))
    }

    /// The session description to send.
    var text: String {
        switch offer {
        case .publish(let offer): offer.description.description
        case .play(let offer): offer.description.description
        }
    }

    /// What the server's answer makes of it.
    func plan(for answer: String) throws(ClientError) -> SessionPlan {
        let negotiated: NegotiatedSession
        do {
            let description = try SessionDescription(parsing: answer)
            switch offer {
            case .publish(let offer): negotiated = try offer.negotiated(with: description)
            case .play(let offer): negotiated = try offer.negotiated(with: description)
            }
        } catch let error as NegotiationError {
            throw .unusableAnswer(error.detail)
        } catch let error as SDPError {
            throw .unusableAnswer(error.detail)
        } catch {
            throw .unusableAnswer("\(error)")
        }
        return try SessionPlan(negotiated, local: credentials)
    }
}

internal import Foundation
internal import MediaServer
internal import SFU
internal import TradewindClient

/// Signals to the media server of this process, past HTTP: no port, token or certificate is needed for it.
struct StandbySignalling: Signalling {
    let media: MediaServer
    let show: RouterID

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        do throws(MediaServerError) {
            let answer = try await media.publish(offer, to: show, by: .standby)
            guard let resource = URL(string: "standby:\(answer.session)") else {
                throw MediaServerError.unknownSession
            }
            return SignalledSession(
                resource: resource, entityTag: answer.entityTag, answer: answer.description)
        } catch {
            throw .unreachable("\(error)")
        }
    }

    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
        do throws(MediaServerError) {
            let answer = try await media.patch(id(of: session), of: show, fragment: fragment, entityTag: "*")
            guard case .restarted(let fragment, let tag) = answer else { throw MediaServerError.staleTag }
            return SignalledRestart(fragment: fragment, entityTag: tag)
        } catch {
            throw .unreachable("\(error)")
        }
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        do throws(MediaServerError) {
            try await media.close(id(of: session), of: show)
        } catch {
            throw .unreachable("\(error)")
        }
    }

    private func id(of session: SignalledSession) -> SessionID {
        SessionID(String(session.resource.absoluteString.dropFirst("standby:".count)))
    }
}

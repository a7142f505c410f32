import Foundation
import MediaServer
import SFU
import Synchronization

@testable import TradewindClient

/// Signalling by plain calls into a media server of the same process.
final class DirectSignalling: Signalling {
    enum Way {
        case publish
        case play
    }

    private let server: MediaServer
    private let show: RouterID
    private let way: Way
    private let change: @Sendable (String) -> String
    /// Sessions that were asked to end.
    let closed = Mutex<[URL]>([])

    /// Signalling whose offers go through `change`.
    init(
        _ server: MediaServer, show: RouterID, way: Way, change: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.server = server
        self.show = show
        self.way = way
        self.change = change
    }

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        let offer = change(offer)
        do throws(MediaServerError) {
            let answer =
                switch way {
                case .publish: try await server.publish(offer, to: show)
                case .play: try await server.play(offer, from: show, viewer: nil)
                }
            let resource = URL(fileURLWithPath: "/sessions").appendingPathComponent(answer.session.rawValue)
            return SignalledSession(resource: resource, entityTag: answer.entityTag, answer: answer.description)
        } catch {
            throw .refused(Refusal(status: 400, code: nil, detail: "\(error)", action: nil))
        }
    }

    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
        let answer = try? await server.patch(id(session), of: show, fragment: fragment, entityTag: "*")
        guard case .restarted(let fragment, let entityTag) = answer else {
            throw .notAnAnswer("\(String(describing: answer))")
        }
        return SignalledRestart(fragment: fragment, entityTag: entityTag)
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        closed.withLock { $0.append(session.resource) }
        try? await server.close(id(session), of: show)
    }

    private func id(_ session: SignalledSession) -> SessionID { SessionID(session.resource.lastPathComponent) }
}

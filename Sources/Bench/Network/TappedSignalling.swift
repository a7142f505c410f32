internal import Foundation
internal import Synchronization
internal import TradewindClient

/// Signalling that keeps what was said when a session was opened.
final class TappedSignalling: Signalling {
    /// One session's descriptions.
    struct Exchange: Sendable {
        var offer: String
        var answer: String
    }

    private let signalling: any Signalling
    private let heard = Mutex<[Exchange]>([])

    init(_ signalling: any Signalling) {
        self.signalling = signalling
    }

    /// What was said so far, in order.
    var exchanges: [Exchange] { heard.withLock { $0 } }

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        let session = try await signalling.open(offer: offer)
        heard.withLock { $0.append(Exchange(offer: offer, answer: session.answer)) }
        return session
    }

    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
        try await signalling.restart(session, fragment: fragment)
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        try await signalling.close(session)
    }
}

internal import Foundation
internal import ICE
internal import PacketIO
internal import Rehearsal
internal import Synchronization
internal import TradewindClient

/// Signalling whose sessions go over a line: answers name the line's address in place of the server's.
///
/// The line is laid with the first answer, which tells where the server is.
final class LinedSignalling: Signalling {
    private let signalling: any Signalling
    private let script: LinkScript
    private let seed: UInt64
    private let laid = Mutex<LinkRelay?>(nil)

    init(_ signalling: any Signalling, script: LinkScript = LinkScript(), seed: UInt64 = 1) {
        self.signalling = signalling
        self.script = script
        self.seed = seed
    }

    /// The line; nil before the first answer.
    var line: LinkRelay? { laid.withLock { $0 } }

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        var session = try await signalling.open(offer: offer)
        guard let server = AnswerText.server(in: session.answer) else {
            throw .notAnAnswer("it names no UDP candidate.")
        }
        do {
            session.answer = AnswerText.replacingServer(in: session.answer, by: try address(to: server))
        } catch {
            throw .unreachable("\(error)")
        }
        return session
    }

    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
        try await signalling.restart(session, fragment: fragment)
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        try await signalling.close(session)
    }

    /// Ends the line.
    func stop() {
        line?.stop()
    }

    private func address(to server: TransportAddress) throws -> TransportAddress {
        try laid.withLock { laid in
            if let laid { return laid.address }
            let relay = try LinkRelay(
                at: TransportAddress(ipv4: 0x7F00_0001, port: 0), to: server, up: script, down: script, seed: seed)
            laid = relay
            return relay.address
        }
    }
}

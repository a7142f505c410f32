/// The asking half of ICE towards one peer with a known address: what our own client needs.
///
/// It checks one candidate, answers the checks of peers that are not lite, nominates with the first
/// check, and keeps consent fresh (RFC 7675).
package struct ControllingAgent: Sendable {
    package enum Limit {
        /// RFC 8445, section 14.3 starts at 500 ms; our peers are near, and a lost check delays the picture.
        package static let retry = Duration.milliseconds(100)
        /// RFC 7675, section 5.1: consent checks about every 5 s; browsers send them twice as often.
        package static let keepAlive = Duration.milliseconds(2_500)
        /// The agent cannot be controlled: in a conflict of roles (RFC 8445, section 7.3.1.1) the highest value stays.
        static let tieBreaker = [UInt8](repeating: 0xFF, count: 8)
    }

    private let local: Credentials
    private let remote: Credentials
    private let answerer: CheckAnswerer
    /// Begins the name of every check.
    private let name: [UInt8]
    private var pending: [UInt8]?
    private var nextCheck: Duration
    private var counter: UInt32 = 0
    /// Whether a check was answered.
    package private(set) var isConnected = false

    /// An agent with 8 random bytes of its own, beginning at `now`.
    package init(local: Credentials, remote: Credentials, randomBytes: [UInt8], now: Duration) {
        self.local = local
        self.remote = remote
        answerer = CheckAnswerer(local: local, remote: remote, ownRole: STUNAttribute.iceControlling)
        name = Array(randomBytes.prefix(8))
        nextCheck = now
    }

    /// The check that is due, if one is.
    package mutating func check(now: Duration, authenticator: MessageAuthenticator) -> [UInt8]? {
        guard now >= nextCheck else { return nil }
        nextCheck = now + (isConnected ? Limit.keepAlive : Limit.retry)
        // What was not answered is sent again under the same name: the answer to any of them will do.
        let transactionID = pending ?? name + counter.bigEndianBytes
        if pending == nil { counter += 1 }
        pending = transactionID
        let request = STUNMessage(
            .request,
            transactionID: transactionID,
            attributes: [
                .init(
                    type: STUNAttribute.username,
                    value: Array("\(remote.usernameFragment):\(local.usernameFragment)".utf8)),
                .init(type: STUNAttribute.priority, value: (0x6E7F_1EFF as UInt32).bigEndianBytes),
                .init(type: STUNAttribute.iceControlling, value: Limit.tieBreaker),
                .init(type: STUNAttribute.useCandidate, value: []),
            ])
        return request.serialized(key: Array(remote.password.utf8), authenticator: authenticator)
    }

    /// The answer to a check of the peer's; nil where it proved nothing, or is none.
    package func answer(
        to bytes: [UInt8], from source: TransportAddress, authenticator: MessageAuthenticator
    ) -> [UInt8]? {
        guard case .answer(let answer, _) = answerer.receive(bytes, from: source, authenticator: authenticator) else {
            return nil
        }
        return answer
    }

    /// Takes what came back; tells whether it answered our check.
    package mutating func receive(_ bytes: [UInt8], now: Duration, authenticator: MessageAuthenticator) -> Bool {
        guard let message = try? STUNMessage(parsing: bytes), message.messageClass == .success,
            message.transactionID == pending,
            message.isAuthentic(in: bytes, key: Array(remote.password.utf8), authenticator: authenticator)
        else { return false }
        pending = nil
        if !isConnected {
            isConnected = true
            nextCheck = now + Limit.keepAlive
        }
        return true
    }
}

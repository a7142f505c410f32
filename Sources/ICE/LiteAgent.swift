/// The answering half of ICE for a server with a known address (RFC 8445, section 2.5).
///
/// It never sends checks: it answers authenticated ones, and takes the newest authenticated source as the peer's
/// address. It does not wait for USE-CANDIDATE: browsers nominate up to a second late when the round trip exceeds
/// 100 ms (measured), and a check that carries the right password is proof enough of consent to receive.
package struct LiteAgent: Sendable {
    /// What to do with a datagram that looked like STUN.
    package enum Outcome: Equatable {
        /// Send these bytes back to where the check came from; it proved that the peer is there.
        case answer([UInt8])
        /// Send these bytes back; the check proved nothing.
        case refuse([UInt8])
        case ignore
    }

    package enum Limit {
        /// RFC 7675, section 5.1: consent ends 30 s after the last authenticated check.
        package static let consent = Duration.seconds(30)
    }

    package private(set) var local: Credentials
    package private(set) var remote: Credentials
    /// Where the peer's latest authenticated check came from.
    package private(set) var selected: TransportAddress?
    private var lastCheck: Duration?
    private let started: Duration

    /// An agent that begins at `now`, a time on the caller's monotonic clock.
    package init(local: Credentials, remote: Credentials, now: Duration) {
        self.local = local
        self.remote = remote
        started = now
    }

    /// Takes new credentials after an ICE restart (RFC 8445, section 9); media goes on over the selected address.
    package mutating func restart(local: Credentials, remote: Credentials) {
        self.local = local
        self.remote = remote
    }

    /// When consent ends unless another check comes.
    package var consentEnds: Duration { (lastCheck ?? started) + Limit.consent }

    package mutating func receive(
        _ bytes: [UInt8],
        from source: TransportAddress,
        now: Duration,
        authenticator: MessageAuthenticator
    ) -> Outcome {
        guard let message = try? STUNMessage(parsing: bytes), message.method == STUNMessage.bindingMethod,
            message.messageClass == .request
        else { return .ignore }
        guard let username = message[STUNAttribute.username], message[STUNAttribute.messageIntegrity] != nil else {
            return .refuse(error(400, "Bad Request", to: message, authenticator))
        }
        guard username == Array("\(local.usernameFragment):\(remote.usernameFragment)".utf8),
            message.isAuthentic(in: bytes, key: Array(local.password.utf8), authenticator: authenticator)
        else {
            return .refuse(error(401, "Unauthorized", to: message, authenticator))
        }
        let unknown = message.unknownRequiredAttributes
        guard unknown.isEmpty else {
            return .refuse(error(420, "Unknown Attribute", to: message, unknown: unknown, authenticator))
        }
        guard message[STUNAttribute.iceControlled] == nil else {
            return .refuse(error(487, "Role Conflict", to: message, authenticator))
        }
        lastCheck = now
        selected = source
        var response = STUNMessage(.success, transactionID: message.transactionID)
        response.attributes.append(
            .init(type: STUNAttribute.xorMappedAddress, value: response.xorMappedValue(for: source)))
        return .answer(response.serialized(key: Array(local.password.utf8), authenticator: authenticator))
    }

    /// The user fragment of ours that a check names, read without proof: it only finds the session.
    package static func localFragment(in bytes: [UInt8]) -> String? {
        guard let message = try? STUNMessage(parsing: bytes), message.messageClass == .request,
            let username = message[STUNAttribute.username],
            let colon = username.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return String(validating: username[..<colon], as: UTF8.self)
    }

    private func error(
        _ code: Int,
        _ reason: String,
        to request: STUNMessage,
        unknown: [UInt16] = [],
        _ authenticator: MessageAuthenticator
    ) -> [UInt8] {
        var response = STUNMessage(.error, transactionID: request.transactionID)
        let value = [0, 0, UInt8(code / 100), UInt8(code % 100)] + Array(reason.utf8)
        response.attributes.append(.init(type: STUNAttribute.errorCode, value: value))
        if !unknown.isEmpty {
            let listed = unknown.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            response.attributes.append(.init(type: STUNAttribute.unknownAttributes, value: listed))
        }
        return response.serialized(key: nil, authenticator: authenticator)
    }
}

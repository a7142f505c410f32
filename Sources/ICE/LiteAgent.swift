/// The answering half of ICE for a server with a known address (RFC 8445, section 2.5).
///
/// It never sends checks: it answers authenticated ones. The first source is the peer's address at once: browsers
/// nominate up to a second late when the round trip exceeds 100 ms (measured), and a check that carries the right
/// password is proof enough of consent to receive. Later another source takes over when it is nominated, or when the
/// present one has fallen silent: peers with several networks keep checking the paths they do not use.
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
        /// A path without a check for so long is not in use: libwebrtc checks the one it uses every 2.5 s.
        package static let silence = Duration.seconds(6)
        /// Sources remembered: a phone and a laptop with two networks and a tunnel each have fewer.
        package static let sources = 8
    }

    private struct Source {
        let address: TransportAddress
        var heard: Duration
    }

    package private(set) var local: Credentials
    package private(set) var remote: Credentials
    /// Where the peer is reached.
    package private(set) var selected: TransportAddress?
    private var sources: [Source] = []

    package init(local: Credentials, remote: Credentials) {
        self.local = local
        self.remote = remote
    }

    /// Takes new credentials after an ICE restart (RFC 8445, section 9); media goes on over the selected address.
    package mutating func restart(local: Credentials, remote: Credentials) {
        self.local = local
        self.remote = remote
    }

    /// Every source with authenticated checks: the peer may send from any of them.
    package var addresses: [TransportAddress] { sources.map(\.address) }

    /// Whether a source sent an authenticated check a moment ago.
    package func isAlive(_ address: TransportAddress, now: Duration) -> Bool {
        sources.contains { $0.address == address && now - $0.heard < Limit.silence }
    }

    /// Takes a datagram that looked like STUN; `now` is a time on the caller's monotonic clock.
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
        note(source, isNominated: message[STUNAttribute.useCandidate] != nil, now: now)
        var response = STUNMessage(.success, transactionID: message.transactionID)
        response.attributes.append(
            .init(type: STUNAttribute.xorMappedAddress, value: response.xorMappedValue(for: source)))
        return .answer(response.serialized(key: Array(local.password.utf8), authenticator: authenticator))
    }

    private mutating func note(_ source: TransportAddress, isNominated: Bool, now: Duration) {
        let isCurrentAlive = selected.map { isAlive($0, now: now) } ?? false
        if isNominated || !isCurrentAlive { selected = source }
        if let known = sources.firstIndex(where: { $0.address == source }) {
            sources[known].heard = now
            return
        }
        if sources.count == Limit.sources,
            let oldest = sources.indices.filter({ sources[$0].address != selected }).min(by: {
                sources[$0].heard < sources[$1].heard
            })
        {
            sources.remove(at: oldest)
        }
        sources.append(Source(address: source, heard: now))
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

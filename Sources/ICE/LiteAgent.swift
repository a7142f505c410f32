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

    private var answerer: CheckAnswerer
    /// Where the peer is reached.
    package private(set) var selected: TransportAddress?
    private var sources: [Source] = []

    package init(local: Credentials, remote: Credentials) {
        answerer = CheckAnswerer(local: local, remote: remote, ownRole: STUNAttribute.iceControlled)
    }

    package var local: Credentials { answerer.local }

    /// Takes new credentials after an ICE restart (RFC 8445, section 9); media goes on over the selected address.
    package mutating func restart(local: Credentials, remote: Credentials) {
        answerer.local = local
        answerer.remote = remote
    }

    /// Every source with authenticated checks: the peer may send from any of them.
    package var addresses: [TransportAddress] { sources.map(\.address) }

    /// Whether a source sent an authenticated check a moment ago.
    package func isAlive(_ address: TransportAddress, now: Duration, within silence: Duration = Limit.silence) -> Bool {
        sources.contains { $0.address == address && now - $0.heard < silence }
    }

    /// Forgets a source that nothing can come from any more: the next check of another one selects that.
    package mutating func forget(_ address: TransportAddress) {
        sources.removeAll { $0.address == address }
    }

    /// Takes a datagram that looked like STUN; `now` is a time on the caller's monotonic clock.
    package mutating func receive(
        _ bytes: [UInt8],
        from source: TransportAddress,
        now: Duration,
        authenticator: MessageAuthenticator
    ) -> Outcome {
        switch answerer.receive(bytes, from: source, authenticator: authenticator) {
        case .ignore:
            return .ignore
        case .refuse(let answer):
            return .refuse(answer)
        case .answer(let answer, let isNominated):
            note(source, isNominated: isNominated, now: now)
            return .answer(answer)
        }
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
}

import ICE
import SecureTransport
import Testing

struct LiteAgentTests {
    static let server = Credentials(usernameFragment: "server12", password: "server-password-of-24-ch")
    static let client = Credentials(usernameFragment: "client12", password: "client-password-of-24-ch")
    static let source = TransportAddress(ipv4: 0xC000_0201, port: 40_000)
    static let other = TransportAddress(ipv4: 0xC000_0202, port: 40_001)

    private func pair() -> (LiteAgent, ControllingAgent) {
        (
            LiteAgent(local: Self.server, remote: Self.client),
            ControllingAgent(
                local: Self.client, remote: Self.server, randomBytes: Array(1...8), now: .zero)
        )
    }

    @Test func `a controlling agent connects over a path longer than its patience`() throws {
        var (agent, peer) = pair()
        var underway: [(arrives: Duration, answer: [UInt8])] = []
        for now in stride(from: 0, through: 600, by: 50).map({ Duration.milliseconds($0) }) {
            for (_, answer) in underway.filter({ $0.arrives == now }) {
                _ = peer.receive(answer, now: now, authenticator: hmacSHA1)
            }
            guard let check = peer.check(now: now, authenticator: hmacSHA1) else { continue }
            if case .answer(let answer) = agent.receive(check, from: Self.source, now: now, authenticator: hmacSHA1) {
                underway.append((now + .milliseconds(250), answer))
            }
        }
        #expect(peer.isConnected)
    }

    @Test func `a controlling agent and a lite agent find each other with one check`() throws {
        var (agent, peer) = pair()
        let check = try due(peer.check(now: .zero, authenticator: hmacSHA1))
        guard case .answer(let answer) = agent.receive(check, from: Self.source, now: .zero, authenticator: hmacSHA1)
        else {
            Issue.record("the check was not answered")
            return
        }
        #expect(agent.selected == Self.source)
        #expect(try STUNMessage(parsing: answer).mappedAddress == Self.source)
        let isAnswered = peer.receive(answer, now: .milliseconds(1), authenticator: hmacSHA1)
        #expect(isAnswered)
        #expect(peer.isConnected)
        let early = peer.check(now: .milliseconds(100), authenticator: hmacSHA1)
        let later = peer.check(now: .milliseconds(2_501), authenticator: hmacSHA1)
        #expect(early == nil && later != nil)
    }

    @Test func `a controlling agent answers the checks of a peer that is not lite, and no others`() throws {
        let (_, peer) = pair()
        func check(as role: UInt16, password: String) -> [UInt8] {
            STUNMessage(
                .request, transactionID: Array(1...12),
                attributes: [
                    .init(type: STUNAttribute.username, value: Array("client12:server12".utf8)),
                    .init(type: role, value: Array(1...8)),
                ]
            ).serialized(key: Array(password.utf8), authenticator: hmacSHA1)
        }
        let good = check(as: STUNAttribute.iceControlled, password: Self.client.password)
        let answer = try #require(peer.answer(to: good, from: Self.source, authenticator: hmacSHA1))
        let message = try STUNMessage(parsing: answer)
        #expect(message.messageClass == .success && message.mappedAddress == Self.source)
        let conflict = check(as: STUNAttribute.iceControlling, password: Self.client.password)
        #expect(peer.answer(to: conflict, from: Self.source, authenticator: hmacSHA1) == nil)
        let forged = check(as: STUNAttribute.iceControlled, password: "another-password-of-24-c")
        #expect(peer.answer(to: forged, from: Self.source, authenticator: hmacSHA1) == nil)
    }

    @Test func `a nominated source is the peer's address at once`() throws {
        var (agent, peer) = pair()
        let first = try due(peer.check(now: .zero, authenticator: hmacSHA1))
        _ = agent.receive(first, from: Self.source, now: .zero, authenticator: hmacSHA1)
        let second = try due(peer.check(now: .milliseconds(200), authenticator: hmacSHA1))
        _ = agent.receive(second, from: Self.other, now: .milliseconds(200), authenticator: hmacSHA1)
        #expect(agent.selected == Self.other)
        #expect(agent.addresses == [Self.source, Self.other])
    }

    @Test func `a check of a spare path moves nothing while the path in use is alive`() {
        var (agent, _) = pair()
        _ = agent.receive(spare(1), from: Self.source, now: .zero, authenticator: hmacSHA1)
        _ = agent.receive(spare(2), from: Self.other, now: .seconds(5), authenticator: hmacSHA1)
        #expect(agent.selected == Self.source)
        #expect(agent.isAlive(Self.source, now: .seconds(5)) && !agent.isAlive(Self.source, now: .seconds(7)))
        #expect(agent.isAlive(Self.source, now: .seconds(29), within: .seconds(30)))
        #expect(!agent.isAlive(Self.source, now: .seconds(30), within: .seconds(30)))
        _ = agent.receive(spare(3), from: Self.other, now: .seconds(7), authenticator: hmacSHA1)
        #expect(agent.selected == Self.other)
    }

    @Test func `a source that is lost gives way to the next check, whatever that is`() {
        var (agent, _) = pair()
        _ = agent.receive(spare(1), from: Self.source, now: .zero, authenticator: hmacSHA1)
        agent.forget(Self.source)
        #expect(agent.addresses.isEmpty)
        _ = agent.receive(spare(2), from: Self.other, now: .seconds(1), authenticator: hmacSHA1)
        #expect(agent.selected == Self.other)
    }

    @Test func `one address over UDP and over TCP is two sources`() {
        var (agent, _) = pair()
        let connection = Self.source.over(.tcp)
        #expect(connection != Self.source && Set([connection, Self.source]).count == 2)
        #expect(connection.over(.udp) == Self.source)
        _ = agent.receive(spare(1), from: Self.source, now: .zero, authenticator: hmacSHA1)
        _ = agent.receive(spare(2), from: connection, now: .seconds(1), authenticator: hmacSHA1)
        #expect(agent.selected == Self.source)
        #expect(agent.addresses == [Self.source, connection])
    }

    @Test func `sources are remembered up to a limit, the one in use always`() {
        var (agent, _) = pair()
        _ = agent.receive(spare(0), from: Self.source, now: .zero, authenticator: hmacSHA1)
        for number in 1...UInt8(20) {
            let address = TransportAddress(ipv4: 0xC000_0300 + UInt32(number), port: 9)
            _ = agent.receive(spare(number), from: address, now: .milliseconds(Int(number)), authenticator: hmacSHA1)
        }
        #expect(agent.addresses.count == LiteAgent.Limit.sources)
        #expect(agent.addresses.first == Self.source && agent.selected == Self.source)
    }

    /// A check of the peer that nominates nothing.
    private func spare(_ number: UInt8) -> [UInt8] {
        STUNMessage(
            .request, transactionID: [UInt8](repeating: number, count: 12),
            attributes: [.init(type: STUNAttribute.username, value: Array("server12:client12".utf8))]
        ).serialized(key: Array(Self.server.password.utf8), authenticator: hmacSHA1)
    }

    @Test func `a check with another password is refused and proves nothing`() throws {
        var (agent, _) = pair()
        let stranger = Credentials(usernameFragment: Self.server.usernameFragment, password: "another-password-24-char")
        var attacker = ControllingAgent(
            local: Self.client, remote: stranger, randomBytes: Array(1...8), now: .zero)
        let check = try due(attacker.check(now: .zero, authenticator: hmacSHA1))
        let outcome = agent.receive(check, from: Self.source, now: .seconds(5), authenticator: hmacSHA1)
        #expect(try errorCode(outcome) == 401)
        #expect(agent.selected == nil)
    }

    @Test func `after a restart only the new credentials open the door`() throws {
        var (agent, peer) = pair()
        let renewed = Credentials(usernameFragment: "renewed1", password: "renewed-password-of-24-c")
        agent.restart(local: renewed, remote: Self.client)
        let old = try due(peer.check(now: .zero, authenticator: hmacSHA1))
        let refused = agent.receive(old, from: Self.source, now: .zero, authenticator: hmacSHA1)
        #expect(try errorCode(refused) == 401)
        var next = ControllingAgent(
            local: Self.client, remote: renewed, randomBytes: Array(1...8), now: .zero)
        let check = try due(next.check(now: .zero, authenticator: hmacSHA1))
        guard case .answer = agent.receive(check, from: Self.source, now: .zero, authenticator: hmacSHA1) else {
            Issue.record("the renewed check was not answered")
            return
        }
    }

    @Test(
        arguments: [
            ("no user name", [(0x0024, [0, 0, 0, 1])], 400),
            (
                "an unknown attribute that must be understood",
                [(0x0006, Array("server12:client12".utf8)), (0x0033, [1])], 420
            ),
            (
                "the controlled role for itself",
                [(0x0006, Array("server12:client12".utf8)), (0x8029, [1, 2, 3, 4, 5, 6, 7, 8])], 487
            ),
        ] as [(String, [(UInt16, [UInt8])], Int)])
    func `requests that cannot be served are answered with a code`(
        name: String, attributes: [(UInt16, [UInt8])], code: Int
    ) throws {
        var (agent, _) = pair()
        let request = STUNMessage(
            .request, transactionID: Array(1...12), attributes: attributes.map { .init(type: $0.0, value: $0.1) })
        let bytes = request.serialized(key: Array(Self.server.password.utf8), authenticator: hmacSHA1)
        let outcome = agent.receive(bytes, from: Self.source, now: .zero, authenticator: hmacSHA1)
        #expect(try errorCode(outcome) == code, "\(name)")
    }

    private func due(_ check: [UInt8]?) throws -> [UInt8] {
        try #require(check)
    }

    private func errorCode(_ outcome: LiteAgent.Outcome) throws -> Int {
        guard case .refuse(let bytes) = outcome else { return 0 }
        let value = try #require(try STUNMessage(parsing: bytes)[STUNAttribute.errorCode])
        return Int(value[2]) * 100 + Int(value[3])
    }
}

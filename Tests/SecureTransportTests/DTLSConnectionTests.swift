import SecureTransport
import Testing

struct DTLSConnectionTests {
    private func contexts() throws -> (DTLSContext, DTLSContext) {
        (try DTLSContext(certificate: Certificate()), try DTLSContext(certificate: Certificate()))
    }

    /// Carries datagrams between the two until both are silent; `lose` drops those it says yes to.
    private func shuttle(_ client: DTLSConnection, _ server: DTLSConnection, lose: (Int) -> Bool = { _ in false }) {
        var count = 0
        for _ in 0..<50 {
            let toServer = client.takeOutgoing()
            let toClient = server.takeOutgoing()
            if toServer.isEmpty, toClient.isEmpty { return }
            for datagram in toServer {
                count += 1
                if !lose(count) { server.receive(datagram) }
            }
            for datagram in toClient {
                count += 1
                if !lose(count) { client.receive(datagram) }
            }
        }
    }

    @Test func `both sides get the same keys, and AES-GCM when both can`() throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        client.start()
        shuttle(client, server)
        guard case .connected(let serverKeys) = server.state, case .connected(let clientKeys) = client.state else {
            Issue.record("no handshake: \(server.state), \(client.state)")
            return
        }
        #expect(serverKeys.profile == .aeadAES128GCM)
        #expect(serverKeys.local == clientKeys.remote)
        #expect(serverKeys.remote == clientKeys.local)
        #expect(serverKeys.local != serverKeys.remote)
    }

    @Test func `a certificate that was not announced is refused`() throws {
        let (ours, theirs) = try contexts()
        let stranger = try Certificate()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: stranger.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        client.start()
        shuttle(client, server)
        #expect(server.state == .failed(.fingerprintMismatch))
    }

    @Test func `a goodbye closes the other side`() throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        client.start()
        shuttle(client, server)
        client.close()
        shuttle(client, server)
        #expect(server.state == .closed)
    }

    @Test func `noise and truncated flights neither trap nor connect`() throws {
        let (ours, theirs) = try contexts()
        var generator = SystemRandomNumberGenerator()
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        client.start()
        let hello = client.takeOutgoing().flatMap { $0 }
        for length in stride(from: 0, to: hello.count, by: 3) {
            let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
            server.receive(Array(hello[..<length]))
            server.receive((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
            if case .connected = server.state { Issue.record("connected by noise") }
        }
    }

    @Test func `a lost flight is sent again when its time has come`() async throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        client.start()
        _ = client.takeOutgoing()
        let wait = try #require(client.timeout)
        try await Task.sleep(for: wait + .milliseconds(20))
        client.handleTimeout()
        shuttle(client, server)
        guard case .connected = server.state else {
            Issue.record("no handshake after a repeat: \(server.state)")
            return
        }
    }

    @Test func `an empty datagram ends nothing`() throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        server.receive([])
        client.start()
        shuttle(client, server)
        server.receive([])
        guard case .connected = server.state else {
            Issue.record("ended by an empty datagram: \(server.state)")
            return
        }
    }

    /// Records whose content, of `count` bytes, was written by a stranger under the peer's address.
    private func forged(epoch: UInt8, count: Int, claiming length: Int) -> [UInt8] {
        [21, 0xFE, 0xFD, 0, epoch, 0, 2, 0, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF)]
            + [UInt8](repeating: 1, count: count)
    }

    @Test(arguments: [(0, 26, 2_304), (1, 26, 2_304), (1, 0, 0), (1, 9, 9), (1, 23, 23), (1, 24, 24), (1, 40, 40)])
    func `a stranger's record ends nothing, before the keys or after them`(
        epoch: UInt8, count: Int, length: Int
    ) throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        let forged = forged(epoch: epoch, count: count, claiming: length)
        server.receive(forged)
        #expect(server.state == .handshaking)
        client.start()
        shuttle(client, server)
        for datagram in [forged, forged + forged] {
            server.receive(datagram)
            // An alert in answer would end the connection at the peer.
            #expect(server.takeOutgoing().isEmpty)
            guard case .connected = server.state else {
                Issue.record("ended by a stranger: \(server.state)")
                return
            }
        }
        client.close()
        shuttle(client, server)
        #expect(server.state == .closed)
    }
}

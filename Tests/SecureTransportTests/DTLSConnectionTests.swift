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
}

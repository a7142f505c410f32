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

    @Test func `a client's keys stand with its last word, before the server's`() throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: theirs, role: .server, fingerprint: ours.certificate.fingerprint)
        let client = try DTLSConnection(context: ours, role: .client, fingerprint: theirs.certificate.fingerprint)
        client.start()
        for datagram in client.takeOutgoing() { server.receive(datagram) }
        #expect(client.earlyKeys == nil)
        for datagram in server.takeOutgoing() { client.receive(datagram) }
        let early = try #require(client.earlyKeys)
        #expect(client.state == .handshaking)
        shuttle(client, server)
        #expect(client.state == .connected(early))
        guard case .connected(let keys) = server.state else {
            Issue.record("no handshake: \(server.state)")
            return
        }
        #expect(keys.local == early.remote && keys.remote == early.local)
    }

    @Test func `a client has no early keys with a server whose certificate was not announced`() throws {
        let (ours, theirs) = try contexts()
        let stranger = try Certificate()
        let server = try DTLSConnection(context: theirs, role: .server, fingerprint: ours.certificate.fingerprint)
        let client = try DTLSConnection(context: ours, role: .client, fingerprint: stranger.fingerprint)
        client.start()
        shuttle(client, server)
        #expect(client.earlyKeys == nil)
        #expect(client.state == .failed(.fingerprintMismatch))
    }

    @Test func `a client that names one profile gets it, or nothing`() throws {
        for (profiles, expected) in [
            ([.aes128CMSHA1, .aeadAES128GCM], ProtectionProfile.aeadAES128GCM), ([.aes128CMSHA1], nil),
        ] as [([ProtectionProfile], ProtectionProfile?)] {
            let ours = try DTLSContext(certificate: Certificate())
            let theirs = try DTLSContext(certificate: Certificate(), profiles: profiles)
            let server = try DTLSConnection(context: theirs, role: .server, fingerprint: ours.certificate.fingerprint)
            let client = try DTLSConnection(
                context: ours, role: .client, fingerprint: theirs.certificate.fingerprint, offered: [.aeadAES128GCM])
            client.start()
            shuttle(client, server)
            #expect(client.earlyKeys?.profile == expected)
            if expected == nil { #expect(client.state == .failed(.noProtectionProfile)) }
        }
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

    /// A record that a stranger wrote, with `content`; its header may claim another length.
    private static func record(
        version: UInt8 = 0xFD, epoch: UInt8, _ content: [UInt8], claiming length: Int? = nil
    ) -> [UInt8] {
        let length = length ?? content.count
        return [21, 0xFE, version, 0, epoch, 0, 2, 0, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    private static let forged: [String: [UInt8]] = [
        "cut off, in the clear": record(epoch: 0, [UInt8](repeating: 1, count: 26), claiming: 2_304),
        "cut off, sealed": record(epoch: 1, [UInt8](repeating: 1, count: 26), claiming: 2_304),
        "no seal": record(epoch: 1, []),
        "no tag": record(epoch: 1, [UInt8](repeating: 1, count: 9)),
        "a byte less than a seal": record(epoch: 1, [UInt8](repeating: 1, count: 23)),
        "only a seal": record(epoch: 1, [UInt8](repeating: 1, count: 24)),
        "a wrong seal": record(epoch: 1, [UInt8](repeating: 1, count: 40)),
        "hidden in a record of another version": record(version: 0, epoch: 0, record(epoch: 1, [1])),
        "hidden in a long record": record(epoch: 0, record(epoch: 1, [1]), claiming: 0xFFFF),
        "behind a whole record": record(epoch: 0, [1]) + record(epoch: 1, [1]),
        "in front of a part of a header": record(epoch: 1, [UInt8](repeating: 1, count: 24)) + [21, 0xFE],
    ]

    @Test(arguments: forged.values)
    func `a stranger's record ends nothing, before the keys or after them`(forged: [UInt8]) throws {
        let (ours, theirs) = try contexts()
        let server = try DTLSConnection(context: ours, role: .server, fingerprint: theirs.certificate.fingerprint)
        let client = try DTLSConnection(context: theirs, role: .client, fingerprint: ours.certificate.fingerprint)
        server.receive(forged)
        #expect(server.state == .handshaking)
        client.start()
        shuttle(client, server)
        // Before the keys this version is taken, and its alert believed.
        let old = Self.record(version: 0xFF, epoch: 0, Self.record(epoch: 1, [1]))
        for datagram in [forged, forged + forged, old] {
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

internal import COpenSSL

/// One DTLS 1.2 handshake and what follows it, without a socket.
///
/// Datagrams go in by ``receive(_:)``, come out by ``takeOutgoing()``; ``handleTimeout()`` is called when
/// ``timeout`` has passed. OpenSSL reads the wall clock for its own retransmission timer; nothing else here does.
package final class DTLSConnection {
    package enum Role: Sendable {
        case client
        case server
    }

    package enum State: Equatable {
        case handshaking
        case connected(KeyingMaterial)
        /// The peer said goodbye.
        case closed
        case failed(SecureTransportError)
    }

    private static let exporterLabel = "EXTRACTOR-dtls_srtp"

    private let context: DTLSContext
    private let ssl: OpaquePointer
    private let queue = DatagramQueue()
    private let role: Role
    private let expected: Fingerprint
    package private(set) var state: State = .handshaking
    /// A client's keys once its own last word is out: the peer is known by its certificate and its signature of the key
    /// exchange, so that media may follow without waiting for its last word, a round trip later (as RFC 7918 has it for TLS).
    package private(set) var earlyKeys: KeyingMaterial?

    /// A connection that trusts only a peer whose certificate has `fingerprint`.
    ///
    /// As a server our order of protection profiles decides. As a client the peer's does, and browsers put the one first that
    /// costs us more: so a client that is given `offered` names no others.
    package init(
        context: DTLSContext,
        role: Role,
        fingerprint: Fingerprint,
        offered: [ProtectionProfile]? = nil
    ) throws(SecureTransportError) {
        guard let ssl = SSL_new(context.pointer) else { throw .lastOpenSSL("SSL_new") }
        guard let bio = DatagramBIO.make(method: context.method, queue: queue) else {
            SSL_free(ssl)
            throw .lastOpenSSL("BIO_new")
        }
        self.context = context
        self.ssl = ssl
        self.role = role
        expected = fingerprint
        SSL_set_bio(ssl, bio, bio)
        _ = tw_ssl_set_mtu(ssl, DatagramQueue.Limit.bytes)
        tw_dtls_set_timeouts(ssl)
        if let offered, SSL_set_tlsext_use_srtp(ssl, offered.map(\.rawValue).joined(separator: ":")) != 0 {
            throw .lastOpenSSL("SSL_set_tlsext_use_srtp")
        }
        switch role {
        case .client: SSL_set_connect_state(ssl)
        case .server: SSL_set_accept_state(ssl)
        }
    }

    deinit {
        SSL_free(ssl)
    }

    /// Begins a client's handshake; a server waits for the first datagram.
    package func start() {
        if role == .client { advance() }
    }

    /// Takes a datagram of the peer.
    ///
    /// Anybody can send under the peer's address. A datagram that is not a row of whole records is dropped here: OpenSSL
    /// 3.0 takes an empty one, and a sealed record without room for its nonce and tag, for the end of the connection,
    /// and looks for the next record inside one whose header it does not like.
    package func receive(_ datagram: [UInt8]) {
        guard DTLSRecord.areWhole(in: datagram.span, handshaking: state == .handshaking) else { return }
        queue.deliver(datagram)
        advance()
    }

    /// The datagrams to send now, oldest first.
    package func takeOutgoing() -> [[UInt8]] {
        queue.takeOutgoing()
    }

    /// How long until ``handleTimeout()`` is due; nil while no flight waits for an answer.
    package var timeout: Duration? {
        guard state == .handshaking else { return nil }
        let left = tw_dtls_timeout_milliseconds(ssl)
        return left < 0 ? nil : .milliseconds(left)
    }

    /// Repeats the last flight if its time has come.
    package func handleTimeout() {
        guard state == .handshaking else { return }
        ERR_clear_error()
        if tw_dtls_handle_timeout(ssl) < 0 {
            state = .failed(.lastOpenSSL("DTLSv1_handle_timeout"))
        }
    }

    /// Says goodbye (close_notify); the datagram is in ``takeOutgoing()``.
    package func close() {
        guard case .connected = state else { return }
        ERR_clear_error()
        _ = SSL_shutdown(ssl)
        state = .closed
    }

    private func advance() {
        switch state {
        case .handshaking: continueHandshake()
        case .connected: readRecords()
        case .closed, .failed: return
        }
    }

    private func continueHandshake() {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        guard result == 1 else {
            if !isWaiting(result) {
                state = .failed(.lastOpenSSL("SSL_do_handshake"))
            } else if role == .client, earlyKeys == nil, SSL_get_state(ssl) == TLS_ST_CW_FINISHED {
                takeEarlyKeys()
            }
            return
        }
        do {
            state = .connected(try exportKeys())
        } catch {
            state = .failed(error)
        }
    }

    private func takeEarlyKeys() {
        do {
            earlyKeys = try exportKeys()
        } catch {
            state = .failed(error)
        }
    }

    private func readRecords() {
        var discarded = [UInt8](repeating: 0, count: 2_048)
        while true {
            ERR_clear_error()
            let count = SSL_read(ssl, &discarded, Int32(discarded.count))
            guard count <= 0 else { continue }
            if SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN != 0 {
                state = .closed
            } else if !isWaiting(count) {
                state = .failed(.lastOpenSSL("SSL_read"))
            }
            return
        }
    }

    /// Whether OpenSSL waits for the next datagram; otherwise the peer broke the protocol.
    private func isWaiting(_ result: Int32) -> Bool {
        [SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE].contains(SSL_get_error(ssl, result))
    }

    private func exportKeys() throws(SecureTransportError) -> KeyingMaterial {
        guard let certificate = SSL_get1_peer_certificate(ssl) else { throw .fingerprintMismatch }
        defer { X509_free(certificate) }
        guard Fingerprint(of: certificate, algorithm: expected.algorithm) == expected else {
            throw .fingerprintMismatch
        }
        guard let selected = SSL_get_selected_srtp_profile(ssl),
            let profile = ProtectionProfile(rawValue: String(cString: selected.pointee.name))
        else { throw .noProtectionProfile }
        var material = [UInt8](repeating: 0, count: 2 * (profile.keyLength + profile.saltLength))
        let label = Self.exporterLabel
        guard
            SSL_export_keying_material(ssl, &material, material.count, label, label.utf8.count, nil, 0, 0) == 1
        else { throw .lastOpenSSL("SSL_export_keying_material") }
        // RFC 5764, section 4.2: client key, server key, client salt, server salt.
        let keys = material.prefix(2 * profile.keyLength)
        let salts = material.dropFirst(keys.count)
        let client = MasterKey(
            key: Array(keys.prefix(profile.keyLength)), salt: Array(salts.prefix(profile.saltLength)))
        let server = MasterKey(
            key: Array(keys.suffix(profile.keyLength)), salt: Array(salts.suffix(profile.saltLength)))
        return role == .server
            ? KeyingMaterial(profile: profile, local: server, remote: client)
            : KeyingMaterial(profile: profile, local: client, remote: server)
    }
}

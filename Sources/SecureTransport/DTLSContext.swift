internal import COpenSSL

/// The settings all DTLS connections of one certificate share.
///
/// DTLS 1.2 only: OpenSSL 3.0 has no later one. Our order of protection profiles decides (browsers list AES-CM first,
/// AES-GCM costs us less than half of it).
package final class DTLSContext: @unchecked Sendable {
    let pointer: OpaquePointer
    let method: OpaquePointer
    package let certificate: Certificate

    /// - Parameter profiles: the protection profiles to agree to, best first.
    package init(
        certificate: Certificate,
        profiles: [ProtectionProfile] = ProtectionProfile.allCases
    ) throws(SecureTransportError) {
        guard let pointer = SSL_CTX_new(DTLS_method()) else { throw .lastOpenSSL("SSL_CTX_new") }
        self.pointer = pointer
        method = DatagramBIO.makeMethod()
        self.certificate = certificate
        guard tw_ssl_ctx_only_dtls_1_2(pointer) == 1,
            SSL_CTX_set_cipher_list(pointer, "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384") == 1,
            tw_ssl_ctx_set_groups(pointer, "X25519:P-256") == 1,
            SSL_CTX_use_certificate(pointer, certificate.certificate) == 1,
            SSL_CTX_use_PrivateKey(pointer, certificate.key) == 1,
            SSL_CTX_set_tlsext_use_srtp(pointer, profiles.map(\.rawValue).joined(separator: ":")) == 0
        else {
            throw .lastOpenSSL("SSL_CTX settings")
        }
        tw_ssl_ctx_set_options(pointer)
        _ = tw_ssl_ctx_set_mode(pointer, Int(SSL_MODE_RELEASE_BUFFERS))
        // Peers sign their own certificates: the description's fingerprint is checked after the handshake instead.
        let required = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
        SSL_CTX_set_verify(pointer, required) { _, _ in 1 }
    }

    deinit {
        SSL_CTX_free(pointer)
        BIO_meth_free(method)
    }
}

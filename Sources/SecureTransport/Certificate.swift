internal import COpenSSL

/// A self-signed ECDSA P-256 certificate with its key (RFC 8827, section 6.5).
///
/// WebRTC peers know each other by the fingerprint in the session description, so nothing signs it but itself.
package final class Certificate: @unchecked Sendable {
    private enum Limit {
        /// Thirty days: browsers make theirs for as long.
        static let validity = 30 * 24 * 3_600
        /// A day back, for peers whose clock is slow.
        static let backdated = 24 * 3_600
    }

    // Written once in init; OpenSSL reads both from any thread.
    let key: OpaquePointer
    let certificate: OpaquePointer
    /// SHA-256 of the certificate.
    package let fingerprint: Fingerprint

    package init() throws(SecureTransportError) {
        guard let key = tw_generate_p256_key() else { throw .lastOpenSSL("EVP_EC_gen") }
        guard let certificate = X509_new() else {
            EVP_PKEY_free(key)
            throw .lastOpenSSL("X509_new")
        }
        self.key = key
        self.certificate = certificate
        let name = X509_get_subject_name(certificate)
        let serial = randomBytes(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } >> 1
        guard X509_set_version(certificate, 2) == 1,
            ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1,
            tw_x509_set_validity(certificate, -Limit.backdated, Limit.validity) == 1,
            X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, "tradewind", -1, -1, 0) == 1,
            X509_set_issuer_name(certificate, name) == 1,
            X509_set_pubkey(certificate, key) == 1,
            X509_sign(certificate, key, EVP_sha256()) > 0
        else {
            EVP_PKEY_free(key)
            X509_free(certificate)
            throw .lastOpenSSL("X509_sign")
        }
        fingerprint = Fingerprint(of: certificate, algorithm: .sha256)
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }
}

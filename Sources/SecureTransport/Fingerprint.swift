internal import COpenSSL

/// The hash of a certificate that a session description announces (RFC 8122).
package struct Fingerprint: Hashable, Sendable {
    package enum Algorithm: String, Sendable, CaseIterable {
        case sha256 = "sha-256"
        case sha384 = "sha-384"
        case sha512 = "sha-512"

        fileprivate var digest: OpaquePointer? {
            switch self {
            case .sha256: EVP_sha256()
            case .sha384: EVP_sha384()
            case .sha512: EVP_sha512()
            }
        }

        package var byteCount: Int {
            switch self {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }
    }

    package let algorithm: Algorithm
    package let bytes: [UInt8]

    /// From what a session description says; nil for other hashes and wrong lengths.
    package init?(algorithm name: String, bytes: [UInt8]) {
        guard let algorithm = Algorithm(rawValue: name), bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    init(of certificate: OpaquePointer, algorithm: Algorithm) {
        var digest = [UInt8](repeating: 0, count: algorithm.byteCount)
        var length = UInt32(digest.count)
        let done = X509_digest(certificate, algorithm.digest, &digest, &length)
        precondition(done == 1, "OpenSSL cannot hash a certificate it holds")
        self.algorithm = algorithm
        bytes = digest
    }
}

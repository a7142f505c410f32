/// The digest of the certificate that a DTLS peer will show (RFC 8122, section 5).
package struct Fingerprint: Hashable, Sendable {
    /// Lower case, such as `sha-256`.
    package let algorithm: String
    package let digest: [UInt8]

    /// The longest digest there is: SHA-512.
    private static let longestDigest = 64

    package init(sha256 digest: [UInt8]) {
        precondition(digest.count == 32, "a SHA-256 digest has 32 bytes")
        algorithm = "sha-256"
        self.digest = digest
    }

    /// Nil unless it reads `algorithm AB:CD:…`.
    init?(parsing value: Substring) {
        let fields = value.fields()
        guard fields.count == 2, fields[0].isToken else { return nil }
        var digest: [UInt8] = []
        for pair in fields[1].fields(separator: UInt8(ascii: ":")) {
            guard pair.utf8.count == 2, pair.isHexadecimal, let byte = UInt8(pair, radix: 16),
                digest.count < Self.longestDigest
            else { return nil }
            digest.append(byte)
        }
        guard !digest.isEmpty else { return nil }
        algorithm = fields[0].lowercased()
        self.digest = digest
    }

    var text: String {
        let pairs = digest.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0\(digits)" : digits
        }
        return "\(algorithm) \(pairs.joined(separator: ":"))"
    }
}

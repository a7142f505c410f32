/// 128 random bits that open a page to whoever has the link.
package struct SecretKey: Hashable, Sendable, Codable, RawRepresentable {
    package let rawValue: String

    /// nil when it is not 32 hexadecimal digits.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == 32, rawValue.utf8.allSatisfy({ Self.digits.contains($0) }) else { return nil }
        self.rawValue = rawValue
    }

    /// A new key from the system's secure source.
    static func random() -> SecretKey {
        var generator = SystemRandomNumberGenerator()
        let text = (0..<32).map { _ in Character(UnicodeScalar(digits[Int(generator.next() & 15)])) }
        return SecretKey(text: String(text))
    }

    private init(text: String) {
        rawValue = text
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// Compares in a time that tells nothing of where two keys differ.
    package func matches(_ other: SecretKey) -> Bool {
        zip(rawValue.utf8, other.rawValue.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

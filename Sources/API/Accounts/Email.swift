/// An address that mail can reach, lower-cased: one person, one spelling.
struct Email: Hashable, Sendable {
    let text: String

    /// RFC 5321, section 4.5.3.1: 64 characters before the sign, 254 in all.
    init?(_ raw: String) {
        let text = raw.lowercased()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.forbidden.contains($0) })
        else { return nil }
        self.text = text
    }

    private static let forbidden = Set("\"(),:;<>[\\]".utf8)
}

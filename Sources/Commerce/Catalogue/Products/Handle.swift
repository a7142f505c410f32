/// A product's name in addresses: lower-case letters, digits and hyphens.
package struct Handle: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when it has other characters, or is not 1 to 128 long.
    package init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard (1...Self.longest).contains(bytes.count), bytes.first != UInt8(ascii: "-"),
            bytes.last != UInt8(ascii: "-"), bytes.allSatisfy(Self.allows)
        else { return nil }
        self.rawValue = rawValue
    }

    /// The handle a title suggests; nil when no letter of it can stand in one.
    package init?(title: String) {
        var text = ""
        for character in title.lowercased() {
            if let byte = character.asciiValue, Self.allows(byte), character != "-" {
                text.append(character)
            } else if !text.isEmpty, !text.hasSuffix("-") {
                text.append("-")
            }
        }
        text = String(text.prefix(Self.longest))
        while text.hasSuffix("-") { text.removeLast() }
        self.init(rawValue: text)
    }

    private static let longest = 128

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// A language tag of BCP 47, such as `en`, `pt-BR` or `zh-Hans`.
///
/// Language, script and region are read and put into the usual case; variants and extensions are refused, for no text or
/// voice of ours depends on them.
package struct Language: Hashable, Sendable, CustomStringConvertible {
    /// The tag in its usual case.
    package let tag: String

    /// nil when the text is not such a tag.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), first.utf8.allSatisfy(\.isLetter) else {
            return nil
        }
        var tag = first.lowercased()
        var rest = parts.dropFirst()
        if let script = rest.first, script.utf8.count == 4, script.utf8.allSatisfy(\.isLetter) {
            tag += "-" + script.prefix(1).uppercased() + script.dropFirst().lowercased()
            rest.removeFirst()
        }
        if let region = rest.first, Self.isRegion(region) {
            tag += "-" + region.uppercased()
            rest.removeFirst()
        }
        guard rest.isEmpty else { return nil }
        self.tag = tag
    }

    /// The language alone, without script and region: `pt` of `pt-BR`.
    package var primary: String { String(tag.prefix { $0 != "-" }) }

    /// The region's letters or digits, when the tag names one: `BR` of `pt-BR`.
    package var region: String? {
        tag.split(separator: "-").dropFirst().first { $0.utf8.count != 4 }.map(String.init)
    }

    package var description: String { tag }

    private static func isRegion(_ part: Substring) -> Bool {
        let isTwoLetters = part.utf8.count == 2 && part.utf8.allSatisfy(\.isLetter)
        let isThreeDigits = part.utf8.count == 3 && part.utf8.allSatisfy(\.isDigit)
        return isTwoLetters || isThreeDigits
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Language: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let language = Language(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a language tag such as “en” or “pt-BR”")
        }
        self = language
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tag)
    }
}

/// Descriptions between our plain text and the HTML of Shopify's files.
enum HTMLText {
    /// The text without tags: paragraphs, list entries and breaks become line ends, entities the letters they mean.
    static func plain(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let character = rest.first {
            if character == "<", let tag = tag(rest) {
                if breaks.contains(tag.name) { text.append("\n") }
                rest = rest[tag.end...]
            } else if character == "&", let entity = entity(rest) {
                text.append(entity.letter)
                rest = rest[entity.end...]
            } else {
                text.append(character)
                rest.removeFirst()
            }
        }
        return String(text.trimmed)
    }

    /// The text as HTML, line for line.
    static func html(_ plain: String) -> String {
        var html = String.UnicodeScalarView()
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "&": html.append(contentsOf: "&amp;".unicodeScalars)
            case "<": html.append(contentsOf: "&lt;".unicodeScalars)
            case ">": html.append(contentsOf: "&gt;".unicodeScalars)
            case "\n": html.append(contentsOf: "<br>".unicodeScalars)
            default: html.append(scalar)
            }
        }
        return String(html)
    }

    private static let breaks: Set<String> = ["br", "br/", "/p", "/li", "/div", "/tr", "/h1", "/h2", "/h3", "/h4"]

    /// The tag at the start; nil when the `<` is only a sign.
    private static func tag(_ text: Substring) -> (name: String, end: Substring.Index)? {
        let inner = text.dropFirst()
        guard let first = inner.first, first == "/" || first == "!" || (first.isASCII && first.isLetter),
            let end = inner.firstIndex(of: ">")
        else { return nil }
        let name = inner[..<end].prefix { !$0.isWhitespace }
        return (name.lowercased(), text.index(after: end))
    }

    private static let entities: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]

    /// The entity at the start; none of ours is longer than ten letters.
    private static func entity(_ text: Substring) -> (letter: Character, end: Substring.Index)? {
        let inner = text.dropFirst()
        guard let end = inner.prefix(11).firstIndex(of: ";") else { return nil }
        let name = inner[..<end]
        let after = text.index(after: end)
        if let letter = entities[String(name)] { return (letter, after) }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10),
            value != 0, let scalar = UnicodeScalar(value)
        else { return nil }
        return (Character(scalar), after)
    }
}

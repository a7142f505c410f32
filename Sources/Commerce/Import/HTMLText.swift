/// Descriptions between our plain text and the HTML of Shopify's files.
enum HTMLText {
    /// The text without tags: paragraphs, list entries and breaks become line ends, entities the letters they mean.
    ///
    /// It is read by scalars: a sign under an accent is another character, and the same sign to a browser.
    static func plain(_ html: String) -> String {
        var text = String.UnicodeScalarView()
        var rest = html.unicodeScalars[...]
        // Behind it no tag can end: looking for its end at every `<` would take the square of the length.
        let lastEnd = rest.lastIndex(of: ">") ?? rest.startIndex
        while let scalar = rest.first {
            if scalar == "<", rest.startIndex < lastEnd, let tag = tag(rest) {
                if breaks.contains(tag.name) { text.append("\n") }
                rest = rest[tag.end...]
            } else if scalar == "&", let entity = entity(rest) {
                text.append(entity.letter)
                rest = rest[entity.end...]
            } else {
                text.append(scalar)
                rest.removeFirst()
            }
        }
        return String(String(text).trimmed)
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
    private static func tag(_ text: Scalars) -> (name: String, end: Scalars.Index)? {
        let inner = text.dropFirst()
        guard let first = inner.first, first == "/" || first == "!" || (first.isASCII && first.properties.isAlphabetic),
            let end = inner.firstIndex(of: ">")
        else { return nil }
        let name = inner[..<end].prefix { !$0.properties.isWhitespace }
        return (String(name).lowercased(), text.index(after: end))
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]

    /// The entity at the start; none of ours is longer than ten letters.
    private static func entity(_ text: Scalars) -> (letter: Unicode.Scalar, end: Scalars.Index)? {
        let inner = text.dropFirst()
        guard let end = inner.prefix(11).firstIndex(of: ";") else { return nil }
        let name = String(inner[..<end])
        let after = text.index(after: end)
        if let letter = entities[name] { return (letter, after) }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10),
            value != 0, let scalar = Unicode.Scalar(value)
        else { return nil }
        return (scalar, after)
    }

    private typealias Scalars = Substring.UnicodeScalarView
}

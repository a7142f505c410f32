/// Keeps secrets out of logs.
package enum Redaction {
    /// Metadata under these names is never written.
    private static let secretNames = [
        "authorization", "cookie", "password", "secret", "token", "key", "code", "csrf",
    ]

    package static let replacement = "[redacted]"

    /// Whether a metadata name says that its value is a secret.
    package static func isSecret(name: String) -> Bool {
        let lowered = name.lowercased()
        return secretNames.contains { lowered == $0 || lowered.hasSuffix("-\($0)") || lowered.hasSuffix("_\($0)") }
    }

    /// The text without what looks like a token of ours and without the secrets of links.
    package static func redacted(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isASCII, character.isLetter || character.isNumber || "-_.=".contains(character) {
                word.append(character)
            } else {
                result += kept(word, after: result)
                result.append(character)
                word = ""
            }
        }
        return result + kept(word, after: result)
    }

    private static func kept(_ word: String, after before: String) -> String {
        // A JWT starts with the base 64 of `{"`, and has two dots.
        if word.hasPrefix("eyJ"), word.filter({ $0 == "." }).count == 2 { return replacement }
        if before.hasSuffix("/enter/"), !word.isEmpty { return replacement }
        for name in ["token=", "key="] where word.hasPrefix(name) && word.count > name.count {
            return name + replacement
        }
        return word
    }
}

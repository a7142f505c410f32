/// Finds what a reader or a browser would take for a web address.
package enum LinkFinder {
    /// Endings under which spam in live chats lives; a full list of the root zone would catch “so.me” sentences.
    private static let endings: Set<Substring> = [
        "app", "biz", "br", "cc", "cn", "co", "com", "de", "dev", "gg", "id", "info", "io", "jp", "kr", "link", "live",
        "ly", "me", "mx", "net", "online", "org", "ru", "sa", "shop", "site", "store", "th", "to", "top", "tv", "uk",
        "us", "vip", "vn", "xyz",
    ]

    /// Whether the text holds a scheme, a `www.`, or a host name with a known ending.
    package static func findsLink(in text: String) -> Bool {
        let lowered = text.lowercased()
        if lowered.contains("://") { return true }
        return lowered.split(whereSeparator: { $0.isWhitespace }).contains(where: isLink)
    }

    private static func isLink(_ word: Substring) -> Bool {
        let host = word.drop { !isHostCharacter($0) }.prefix { isHostCharacter($0) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2 else { return false }
        if labels[0] == "www", !labels[1].isEmpty { return true }
        let named = labels.last == "" ? labels.dropLast() : labels[...]
        guard named.count >= 2, let ending = named.last, named.allSatisfy({ !$0.isEmpty }) else { return false }
        return endings.contains(ending)
    }

    private static func isHostCharacter(_ character: Character) -> Bool {
        character == "." || character == "-" || character.isLetter || character.isNumber
    }
}

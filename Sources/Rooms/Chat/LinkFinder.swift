internal import Foundation

/// Finds what a reader or a browser would take for a web address.
package enum LinkFinder {
    /// Endings under which spam in live chats lives.
    ///
    /// The full list of the root zone would catch sentences without a blank behind the stop: “do.it”, “ok.so”.
    private static let endings: Set<Substring> = [
        "ae", "ai", "app", "au", "bar", "beauty", "bet", "bid", "biz", "bond", "br", "buzz", "ca", "cam", "casino",
        "cc", "cf", "cfd", "ch", "click", "cloud", "club", "cn", "co", "com", "cyou", "cz", "de", "dev", "dk", "es",
        "eu", "fi", "fr", "fun", "ga", "gg", "gift", "gl", "gq", "hk", "homes", "icu", "id", "info", "io", "ir", "jp",
        "kr", "kz", "la", "link", "live", "loan", "lol", "ly", "me", "ml", "monster", "mx", "net", "ng", "nl", "nz",
        "online", "org", "pe", "ph", "pics", "pk", "pl", "pro", "pt", "pw", "quest", "rest", "ru", "sa", "sbs", "se",
        "sg", "shop", "site", "space", "store", "su", "th", "tk", "to", "top", "tr", "tv", "tw", "ua", "uk", "us",
        "vc", "vip", "vn", "website", "win", "work", "ws", "xyz", "рф", "中国", "中國",
    ]

    /// Endings that are words of a language too, for sentences without a blank behind the stop: “bonito.la quiero”.
    private static let words: Set<Substring> = ["de", "es", "id", "la", "me", "se", "to"]

    /// Whether the text holds a scheme, a `www.`, a host name with a known ending, or one with a path behind it.
    package static func findsLink(in text: String) -> Bool {
        let plain = plain(text)
        if plain.contains("://") { return true }
        var rest = plain[...]
        while let start = rest.firstIndex(where: isHostCharacter) {
            let end = hostEnd(in: rest[start...])
            if isLink(rest[start..<end], before: rest[end...]) { return true }
            rest = rest[end...]
        }
        return false
    }

    /// The text as a browser's address line would take it (UTS #46, section 4): without what is not seen, and with one form
    /// for full-width, mathematical and other letters that mean the same.
    private static func plain(_ text: String) -> String {
        let seen = text.unicodeScalars.filter { scalar in
            scalar.properties.generalCategory != .format && !scalar.properties.isVariationSelector
        }
        return String(String.UnicodeScalarView(seen)).precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// Where a run of host characters ends: at any other, and where a script without cases follows Latin letters at once.
    private static func hostEnd(in run: Substring) -> Substring.Index {
        var before: Character?
        return run.indices.first { index in
            let character = run[index]
            defer { before = character }
            guard isHostCharacter(character) else { return true }
            return before.map { $0.isASCII && !isDot($0) && $0 != "-" && isUncased(character) } ?? false
        } ?? run.endIndex
    }

    private static func isLink(_ run: Substring, before rest: Substring) -> Bool {
        let hasPath = rest.first == "/"
        let goesOn = rest.first == " " && rest.dropFirst().first?.isLetter == true
        let labels = run.split(omittingEmptySubsequences: false, whereSeparator: isDot)
        // An empty label parts two hosts: “see...evil.com” names one.
        for host in labels.split(separator: "") where host.count >= 2 {
            guard let first = host.first, let last = host.last else { continue }
            if first == "www" || last.hasPrefix("xn--") { return true }
            let isWord = words.contains(last) && host.last == labels.last && goesOn
            if endings.contains(last), !isWord { return true }
            if hasPath, host.last == labels.last, last.count >= 2, last.allSatisfy(\.isLetter) { return true }
        }
        return false
    }

    private static func isHostCharacter(_ character: Character) -> Bool {
        // Most letters are ASCII, and comparing characters takes long.
        if let ascii = character.asciiValue {
            return switch ascii {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
            default: false
            }
        }
        return isDot(character) || character.isLetter || character.isNumber
    }

    /// What browsers read as the dot of a host name (UTS #46, section 2.3).
    private static func isDot(_ character: Character) -> Bool {
        character == "." || character == "\u{3002}" || character == "\u{FF0E}" || character == "\u{FF61}"
    }

    /// Scripts without upper case, such as Han, Thai and Arabic, are often written on without a blank.
    private static func isUncased(_ character: Character) -> Bool {
        character.isLetter && !character.isCased
    }
}

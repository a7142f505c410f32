package import Domain

/// What an operator writes to announce a show.
package struct ShowDraft: Sendable {
    /// Nil lets the server choose one from the title.
    package var id: ShowID?
    package var title: String
    package var description: String
    package var host: String
    package var language: Language
    package var poster: String?
    package var access: ShowAccess
    package var allowsLinks: Bool
    package var startsAt: Timestamp?
    package var scene: SceneName

    package init(
        id: ShowID? = nil, title: String, description: String = "", host: String, language: Language,
        poster: String? = nil, access: ShowAccess = .open, allowsLinks: Bool = false, startsAt: Timestamp? = nil,
        scene: SceneName = .single
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.host = host
        self.language = language
        self.poster = poster
        self.access = access
        self.allowsLinks = allowsLinks
        self.startsAt = startsAt
        self.scene = scene
    }

    /// Refuses what does not fit, naming the field.
    package func validate() throws(ShowError) {
        if let id, !Self.isWord(id.rawValue) {
            throw .invalid(
                field: "id", why: "an id is 2–40 of a–z, 0–9 and “-”, and starts and ends with a letter or digit")
        }
        try Self.check("title", title, 1...ShowLimits.titleCharacters)
        try Self.check("description", description, 0...ShowLimits.descriptionCharacters)
        try Self.check("host", host, 1...ShowLimits.hostCharacters)
        if let poster, !poster.hasPrefix("/pictures/") {
            throw .invalid(field: "poster", why: "a poster is a path below /pictures/")
        }
    }

    private static func check(_ field: String, _ value: String, _ range: ClosedRange<Int>) throws(ShowError) {
        guard range.contains(value.count) else {
            throw .invalid(
                field: field, why: "it takes \(range.lowerBound)–\(range.upperBound) characters, not \(value.count)")
        }
    }

    /// Whether a text can be a show's id.
    package static func isWord(_ text: String) -> Bool {
        ShowLimits.idCharacters.contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            && text.first != "-" && text.last != "-"
    }
}

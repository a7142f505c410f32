import Domain

/// The languages of an `Accept-Language` header (RFC 9110, 12.5.4), most wanted first.
struct AcceptLanguage {
    let languages: [Language]

    init(_ header: String) {
        let ranges = header.prefix(Self.longestHeader).split(separator: ",").prefix(Self.mostRanges)
        var weighted: [(language: Language, weight: Double, place: Int)] = []
        for (place, range) in ranges.enumerated() {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let tag = parts.first, let language = Self.language(tag) else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > 0, weight <= 1 { weighted.append((language, weight, place)) }
        }
        languages = weighted.sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }.map(\.language)
    }

    /// Browsers send tags with variants too (`ca-ES-valencia`): language, script and region are enough for us.
    private static func language(_ tag: String) -> Language? {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        return (1...3).reversed().lazy.compactMap { Language(parts.prefix($0).joined(separator: "-")) }.first
    }

    /// A browser's header stays under 200 characters; a longer one is somebody's test.
    private static let longestHeader = 512
    private static let mostRanges = 20
}

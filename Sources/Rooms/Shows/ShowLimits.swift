/// Lengths of what an operator writes about a show.
package enum ShowLimits {
    /// A show id is part of links and stream addresses: 2–40 of `a-z`, `0-9` and `-`.
    package static let idCharacters = 2...40
    /// Fits one line of the lobby at the smallest width with wrapping to three.
    package static let titleCharacters = 120
    package static let descriptionCharacters = 2_000
    package static let hostCharacters = 80
    /// Shows of one list, where nobody asks for another number.
    package static let page = 100
}

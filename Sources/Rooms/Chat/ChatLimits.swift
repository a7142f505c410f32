/// How much one person may say.
package struct ChatLimits: Sendable {
    /// A line's length in characters as people count them (extended grapheme clusters).
    package var characters = 280
    /// A line's length in scalars: no script needs more than four per character on average.
    package var scalars = 1_120
    /// Marks on one letter; Vietnamese and Hebrew need three, stacked “zalgo” text hundreds.
    package var marksPerCharacter = 4
    /// Lines of one viewer within `window`.
    package var linesPerViewer = 5
    /// Lines of one network address within `window`: a household, a café, a phone carrier's gateway.
    package var linesPerAddress = 20
    package var window: Duration = .seconds(5)
    /// The name under which somebody speaks.
    package var nameCharacters = 40
    /// A name's length in scalars, as of a line: it goes to everybody with each of them.
    package var nameScalars = 160
    /// How long a mute may last: beyond a week it is a ban, which is another decision.
    package var longestMute: Duration = .seconds(7 * 24 * 3_600)

    package init() {}
}

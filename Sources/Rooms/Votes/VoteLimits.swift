/// Bounds of what a host may ask.
package enum VoteLimits {
    package static let answers = 2...4
    /// Fits two lines of the narrowest card.
    package static let questionCharacters = 1...140
    package static let answerCharacters = 1...60
    package static let seconds = 10...600
    /// Voices of one viewer within `window`: a choice, and some changes of mind.
    package static let voicesPerViewer = 5
    /// Voices of one network address within `window`: everybody whose socket is allowed to come from there.
    package static let voicesPerAddress = 200
    package static let window: Duration = .seconds(10)
    /// At most two counts a second, so that bars move and sockets rest.
    package static let countInterval: Duration = .milliseconds(500)
}

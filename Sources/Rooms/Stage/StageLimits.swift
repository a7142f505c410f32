/// Bounds of what happens on a stage, whatever its scene.
package enum StageLimits {
    /// Somebody whose last socket is gone for this long is off the stage: long enough to reload a page.
    package static let absence: Duration = .seconds(15)
    /// The longest promise that fits two lines on a phone's picture.
    package static let promiseCharacters = 140
    /// The stage is told at most ten times a second: more than that nobody sees.
    static let tellingPause: Duration = .milliseconds(100)
    /// Who is heard is told at most four times a second, which is how fast people take turns.
    static let loudPause: Duration = .milliseconds(250)
    /// Publishing hosts that are known at once, as many as the media plane takes for a show.
    static let hosts = 4
    /// Facts that wait for a store that takes none; the oldest are lost before memory is.
    static let unstored = 4_096
}

/// Tells the time of day; injected everywhere, so that a test can play a show in a millisecond.
package protocol WallClock: Sendable {
    func now() -> Timestamp
}

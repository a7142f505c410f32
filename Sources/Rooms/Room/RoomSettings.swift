/// How a room beats.
package struct RoomSettings: Sendable {
    /// One commit and one write per socket in this time.
    ///
    /// At 40 lines a second 40 ms put 1.6 lines into a write; half of it is the median wait of a line.
    package var tick: Duration = .milliseconds(40)
    /// How long an empty room is kept in memory.
    package var idle: Duration = .seconds(60)
    package var chat = ChatLimits()

    package init() {}
}

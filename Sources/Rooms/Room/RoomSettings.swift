/// How a room beats.
package struct RoomSettings: Sendable {
    /// One commit and one write per socket in this time.
    ///
    /// At 40 lines a second 40 ms put 1.6 lines into a write; half of it is the median wait of a line.
    package var tick: Duration = .milliseconds(40)
    /// A room of more sockets beats slower in proportion, since each beat is a write to every one of them.
    package var fullHouse = 1_000
    package var slowestTick: Duration = .milliseconds(100)
    /// How long an empty room is kept in memory.
    package var idle: Duration = .seconds(60)
    package var chat = ChatLimits()

    package init() {}

    /// The beat of a room with so many sockets.
    func tick(for sockets: Int) -> Duration {
        min(max(tick, tick * sockets / fullHouse), max(tick, slowestTick))
    }
}

/// How long to wait before the next attempt: longer each time, and never exactly alike.
struct ReconnectDelay {
    enum Limit {
        static let shortest = Duration.milliseconds(250)
        /// Long enough to spare a server that is starting, short enough that viewers are still there.
        static let longest = Duration.seconds(8)
        /// A session that lived shorter than this proves nothing: two hosts of one show would throw each other out.
        static let proof = Duration.seconds(5)
    }

    private var next = Limit.shortest

    /// The pause after a session that lived this long; nil when none came about.
    ///
    /// - Parameter chance: from 0 to 1; it spreads the pauses of many clients.
    mutating func pause(afterLiving life: Duration?, chance: Double) -> Duration {
        if let life, life >= Limit.proof { next = Limit.shortest }
        defer { next = min(next * 2, Limit.longest) }
        return next * (0.75 + 0.5 * chance)
    }
}

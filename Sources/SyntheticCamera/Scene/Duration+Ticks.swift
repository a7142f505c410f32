extension Duration {
    /// The whole ticks that a clock of `rate` per second makes in this time; the rest is cut off.
    func ticks(rate: Int64) -> Int64 {
        let (seconds, attoseconds) = components
        // Nanoseconds are fine enough for every clock here, and their product with a rate fits 64 bits.
        let nanoseconds = attoseconds / 1_000_000_000
        return seconds * rate + nanoseconds * rate / 1_000_000_000
    }

    /// The whole milliseconds in this time; the rest is cut off.
    var wholeMilliseconds: Int64 { ticks(rate: 1_000) }
}

/// What an order may keep from others while it is not paid.
enum OrderLimits {
    /// How long after it was placed, however often its buyer begins to pay anew: as long as the slowest method takes.
    static let longestHold = Duration.seconds(3 * 24 * 60 * 60)
    /// How many orders of one buyer may wait for their payment at once.
    ///
    /// Enough for a show bought through line by line; each holds at most a cart of units.
    static let unpaid = 5
}

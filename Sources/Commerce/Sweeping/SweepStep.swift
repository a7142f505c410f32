/// A step of the sweep.
package enum SweepStep: String, Sendable, CaseIterable {
    case collectNotices, restartPayments, expireOrders, endOffers, refund, forgetAttempts

    /// It is done in every so many-th sweep: what nobody waits for takes its time.
    var period: Int {
        self == .forgetAttempts ? 60 : 1
    }
}

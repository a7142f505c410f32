/// A step of the sweep.
package enum SweepStep: String, Sendable, CaseIterable {
    case collectNotices, restartPayments, expireOrders, endOffers, refund, forgetAttempts
}

/// Does what time asks for, again and again: the one component of the shop that runs.
///
/// Each step is safe to repeat and mends what a crash left half-way, so the sweeper needs no memory of its own.
package struct CommerceSweeper: Sendable {
    private let orders: Orders
    private let offers: Offers
    private let payments: Payments
    private let checkout: Checkout

    package init(orders: Orders, offers: Offers, payments: Payments, checkout: Checkout) {
        self.orders = orders
        self.offers = offers
        self.payments = payments
        self.checkout = checkout
    }

    /// Sweeps until its task is cancelled.
    ///
    /// - Parameter report: Told of each step that failed; the others go on, and the next sweep tries it again.
    package func run(
        every interval: Duration = .seconds(1), report: @escaping @Sendable (SweepFailure) -> Void
    ) async throws {
        while !Task.isCancelled {
            for failure in await sweep() { report(failure) }
            try await Task.sleep(for: interval)
        }
    }

    /// Does everything that is due; gives the steps that failed.
    ///
    /// Answers of the provider come before the expiry of orders: money that is there in time counts in time.
    package func sweep() async -> [SweepFailure] {
        var failures: [SweepFailure] = []
        for step in SweepStep.allCases {
            do {
                try await perform(step)
            } catch {
                failures.append(SweepFailure(step: step, cause: error))
            }
        }
        return failures
    }

    private func perform(_ step: SweepStep) async throws {
        switch step {
        case .collectNotices: try await payments.collectNotices()
        case .restartPayments: try await payments.restartUnanswered()
        case .expireOrders: while try await orders.expireNext() {}
        case .endOffers: try await offers.endOverdue()
        case .refund: try await payments.refundDue()
        case .forgetAttempts: try await checkout.forgetOldAttempts()
        }
    }
}

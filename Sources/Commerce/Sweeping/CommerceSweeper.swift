import Domain

/// Does what time asks for, again and again: the one component of the shop that runs.
///
/// Each step is safe to repeat and mends what a crash left half-way, so the sweeper remembers nothing but
/// what it has told.
package struct CommerceSweeper: Sendable {
    private let orders: Orders
    private let offers: Offers
    private let payments: Payments
    private let checkout: Checkout
    private let clock: any WallClock

    init(orders: Orders, offers: Offers, payments: Payments, checkout: Checkout, clock: any WallClock) {
        self.orders = orders
        self.offers = offers
        self.payments = payments
        self.checkout = checkout
        self.clock = clock
    }

    /// Sweeps until its task is cancelled.
    ///
    /// - Parameter report: Told of what failed when it fails first and when it fails otherwise; the rest goes on, and the next
    ///   sweep tries it again.
    package func run(
        every interval: Duration = .seconds(1), report: @escaping @Sendable (SweepFailure) -> Void
    ) async throws {
        var round = 0
        var told = SweepNews()
        while !Task.isCancelled {
            let steps = SweepStep.allCases.filter { round.isMultiple(of: $0.period) }
            // A server that leaves cuts an access off: that is no failure, but what failed before it is.
            let failures = await sweep(steps).filter { !($0.cause is CancellationError) }
            for failure in told.take(failures, of: steps) { report(failure) }
            round += 1
            try await Task.sleep(for: interval)
        }
    }

    /// Does everything that is due; gives what failed.
    ///
    /// Answers of the provider come before the expiry of orders: money that is there in time counts in time.
    package func sweep(_ steps: [SweepStep] = SweepStep.allCases) async -> [SweepFailure] {
        var failures: [SweepFailure] = []
        for step in steps where !Task.isCancelled {
            do {
                failures += try await perform(step, at: clock.now()).map { SweepFailure(step: step, cause: $0) }
            } catch {
                failures.append(SweepFailure(step: step, cause: error))
            }
        }
        return failures
    }

    /// Gives the errors of single things; throws when the step could not even see what is due.
    private func perform(_ step: SweepStep, at time: Timestamp) async throws -> [any Error] {
        switch step {
        case .collectNotices: return try await payments.collectNotices()
        case .restartPayments: return try await payments.restartUnanswered(at: time)
        case .expireOrders: return try await orders.expireOverdue(at: time)
        case .endOffers: return try await offers.endOverdue(at: time)
        case .refund: return try await payments.refundDue()
        case .forgetAttempts:
            try await checkout.forgetOldAttempts()
            return []
        }
    }
}

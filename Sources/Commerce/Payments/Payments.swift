import Database
package import Domain
package import Journal
package import Markets

/// Getting the money: starting payments, answering second steps, and applying what the provider tells.
package struct Payments: Sendable {
    private let journal: Journal
    private let identifiers: IdentifierGenerator
    private let prices: PriceBook
    private let provider: any PaymentProvider
    private let settlement: PaymentSettlement

    package init(
        journal: Journal, identifiers: IdentifierGenerator, prices: PriceBook, provider: any PaymentProvider
    ) {
        self.journal = journal
        self.identifiers = identifiers
        self.prices = prices
        self.provider = provider
        settlement = PaymentSettlement(provider: provider.id)
    }

    /// Pays for an order again after a payment failed, perhaps by another method.
    ///
    /// A payment that waits for a code is dropped for the new one; one that is under way must be waited for.
    package func payAgain(
        _ order: OrderID, by method: PaymentMethodID, instruction: PaymentInstruction?, for access: OrderAccess,
        key: IdempotencyKey
    ) async throws -> OrderView {
        let retry = PaymentRetry(
            prices: prices, id: identifiers.next(), method: method, instruction: instruction, key: key)
        let replaced = try await journal.write { connection, drafts in
            try retry.run(order, for: access, in: connection, &drafts)
        }
        if let replaced {
            await provider.drop(replaced.dropped)
            await startIfPossible(replaced.payment)
        }
        return try await view(order, for: access)
    }

    /// Sends the code of a second step.
    ///
    /// The same key with the same code is one answer to one payment, however often it is sent: as long as that payment waits,
    /// the provider is told again, for the first time may never have reached it. A payment that took its place since hears
    /// nothing of it.
    package func answer(
        _ order: OrderID, code: String, for access: OrderAccess, key: IdempotencyKey
    ) async throws -> OrderView {
        let payment: PaymentID? = try await journal.write { connection, drafts in
            let found = try OrderReader(connection: connection).order(order, for: access)
            let attempt = try IdempotentAttempt(caller: found.viewer, key: key, request: [order.rawValue, code])
            guard let payment = try PaymentTable(connection: connection).current(of: order) else {
                throw CommerceError.nothingToAnswer
            }
            let first = try IdempotencyStore(connection: connection).claim(attempt, for: payment.id, at: drafts.now)
            if payment.state.word == .requiresAction { return first == nil || first == payment.id ? payment.id : nil }
            guard first != nil else { throw CommerceError.nothingToAnswer }
            return nil
        }
        if let payment { try await receive(provider.answer(payment, code: code, key: key)) }
        return try await view(order, for: access)
    }

    /// Applies a provider's notice; safe to call twice and late.
    package func receive(_ notice: PaymentNotice) async throws {
        let settlement = settlement
        try await journal.write { connection, drafts in
            try settlement.receive(notice, in: connection, &drafts)
        }
    }

    /// Asks the provider to start a payment; what fails here is tried again by the sweep.
    func startIfPossible(_ payment: PaymentID) async {
        try? await start(payment)
    }

    /// Asks the provider to start a payment and applies its answer.
    private func start(_ id: PaymentID) async throws {
        let request: PaymentRequest? = try await journal.read { connection in
            guard let payment = try PaymentTable(connection: connection).payment(id) else { return nil }
            return PaymentRequest(
                payment: id, order: try OrderTable(connection: connection).order(payment.order).number,
                amount: payment.amount, method: payment.method, instruction: payment.instruction)
        }
        guard let request else { return }
        try await receive(provider.start(request))
    }

    private func view(_ id: OrderID, for access: OrderAccess) async throws -> OrderView {
        try await journal.read { try OrderReader(connection: $0).view(id, for: access) }
    }
}

extension Payments {
    /// Starts again what was written but never answered, for instance because the process died in between.
    ///
    /// Like the steps below it gives the errors of single payments, which keep no other from its turn.
    package func restartUnanswered(at time: Timestamp) async throws -> [any Error] {
        let settlement = settlement
        let unstarted = try await journal.read { try PaymentTable(connection: $0).unstarted(at: time) }
        return await unstarted.attemptEach { id in
            let isRestarted: Bool = try await journal.write { connection, drafts in
                let table = PaymentTable(connection: connection)
                guard let payment = try table.payment(id), payment.state == .created else { return false }
                guard payment.starts < PaymentStartPolicy.mostStarts else {
                    try settlement.fail(payment, with: .unreachable, in: connection, &drafts)
                    return false
                }
                try table.countStart(of: payment, at: drafts.now)
                return true
            }
            if isRestarted { await startIfPossible(id) }
        }
    }

    /// Applies what the provider has told meanwhile.
    package func collectNotices() async throws -> [any Error] {
        try await provider.dueNotices().attemptEach { notice in
            try await receive(notice)
            try await provider.acknowledge(notice)
        }
    }

    /// Sends back money that no order can have.
    package func refundDue() async throws -> [any Error] {
        let refundable = try await journal.read { try PaymentTable(connection: $0).refundable() }
        return await refundable.attemptEach { payment in
            try await receive(provider.refund(payment))
        }
    }
}

import Database
package import Domain
package import Journal

/// The orders: reading them, cancelling them, and letting the unpaid ones go.
package struct Orders: Sendable {
    private let journal: Journal
    private let prices: PriceBook
    private let provider: any PaymentProvider

    package init(journal: Journal, prices: PriceBook, provider: any PaymentProvider) {
        self.journal = journal
        self.prices = prices
        self.provider = provider
    }

    /// An order, for those who may see it; for others there is none.
    package func order(_ id: OrderID, for access: OrderAccess) async throws -> OrderView {
        try await journal.read { try OrderReader(connection: $0).view(id, for: access) }
    }

    /// Every order, the newest first; `before` is the last number of the page before.
    package func all(
        state: OrderState.Word? = nil, before: OrderNumber? = nil, limit: Int = 50
    ) async throws -> [OrderView] {
        try await journal.read { connection in
            var arguments: [SQLValue] = [.integer(before?.value ?? .max)]
            if let state { arguments.append(.word(state)) }
            return try OrderReader(connection: connection).views(
                where: state == nil ? "number < $1" : "number < $1 AND state = $2", arguments,
                limit: min(max(limit, 1), Self.largestPage), for: .seller)
        }
    }

    /// A viewer's orders, the newest first.
    package func history(of viewer: ViewerID) async throws -> [OrderView] {
        try await journal.read { connection in
            try OrderReader(connection: connection).views(
                where: "viewer = $1", [.id(viewer)], limit: Self.largestPage, for: .viewer(viewer))
        }
    }

    /// The orders a history link opens; none for a key that is not known.
    package func history(key: HistoryKey) async throws -> [OrderView] {
        guard let viewer = try await journal.read({ try HistoryKeys(connection: $0).viewer(of: key) }) else {
            return []
        }
        return try await history(of: viewer)
    }

    /// The key of a viewer's history link, made on first need.
    package func historyKey(of viewer: ViewerID) async throws -> HistoryKey {
        if let key = try await journal.read({ try HistoryKeys(connection: $0).key(of: viewer) }) { return key }
        return try await journal.write { connection, _ in
            try HistoryKeys(connection: connection).make(for: viewer)
        }
    }

    /// Cancels an order that is not paid; its units are free again at once.
    package func cancel(_ id: OrderID, for access: OrderAccess) async throws -> OrderView {
        let closing = OrderClosing(prices: prices)
        let (view, dropped) = try await journal.write { connection, drafts in
            let reader = OrderReader(connection: connection)
            let order = try reader.order(id, for: access)
            let dropped = try closing.close(order, by: .buyerCancelled(at: drafts.now), in: connection, &drafts)
            return (try reader.view(id, for: access), dropped)
        }
        await provider.drop(dropped)
        return view
    }

    /// Lets the overdue orders go; gives the errors of those that could not be closed.
    package func expireOverdue(at time: Timestamp) async throws -> [any Error] {
        let closing = OrderClosing(prices: prices)
        let overdue = try await journal.read { try OrderTable(connection: $0).overdue(at: time) }
        return await overdue.attemptEach { id in
            let dropped: [PaymentID] = try await journal.write { connection, drafts in
                let order = try OrderTable(connection: connection).order(id)
                // It may have been paid since, or its hold prolonged.
                guard case .awaitingPayment = order.state, order.holdUntil <= drafts.now else { return [] }
                return try closing.close(order, by: .holdExpired(at: drafts.now), in: connection, &drafts)
            }
            await provider.drop(dropped)
        }
    }

    private static let largestPage = 100
}

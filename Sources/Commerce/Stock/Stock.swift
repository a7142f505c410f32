import Database
package import Domain
package import Journal

/// Counting the stock and checking the book.
package struct Stock: Sendable {
    private let journal: Journal

    package init(journal: Journal) {
        self.journal = journal
    }

    /// Sets the units on hand to what was counted; units held for orders stay held.
    ///
    /// - Parameter expected: The units on hand as the counter knew them; when they moved since, the count is refused.
    package func count(_ variant: VariantID, expected: Int, onHand: Int) async throws {
        guard (0...ProductLimits.unitsOnHand).contains(onHand) else { throw CommerceError.invalidProduct(.count) }
        try await journal.write { connection, drafts in
            let ledger = StockLedger(connection: connection)
            let level = try ledger.level(of: variant)
            guard level.onHand == expected else { throw CommerceError.stockMoved(variant, now: level) }
            if try ledger.count(variant, onHand: onHand, at: drafts.now) {
                try ledger.announce([variant], in: &drafts)
            }
        }
    }

    /// What a variant has in the house, and how much of it is held.
    package func level(_ variant: VariantID) async throws -> StockLevel {
        try await journal.read { try StockLedger(connection: $0).level(of: variant) }
    }

    /// Every balance that differs from what the entries and holds add up to; empty when the book is right.
    package func audit() async throws -> [StockDifference] {
        try await journal.read { try StockAudit(connection: $0).differences() }
    }
}

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
    package func count(_ variant: VariantID, onHand: Int) async throws {
        guard (0...ProductLimits.unitsOnHand).contains(onHand) else { throw CommerceError.invalidProduct(.onHand) }
        try await journal.write { connection, drafts in
            let ledger = StockLedger(connection: connection)
            if try ledger.count(variant, onHand: onHand, at: drafts.now) {
                try ledger.announce([variant], in: &drafts)
            }
        }
    }

    /// What a variant has in the house, and how much of it is held.
    package func level(_ variant: VariantID) async throws -> StockLevel {
        try await journal.read { connection in
            guard
                let row = try connection.query(
                    "SELECT on_hand, held FROM stock_balances WHERE variant = $1", [.id(variant)]
                ).first
            else { throw CommerceError.unknownVariant(variant) }
            return StockLevel(onHand: try row.count("on_hand"), held: try row.count("held"))
        }
    }

    /// Every balance that differs from what the entries and holds add up to; empty when the book is right.
    package func audit() async throws -> [StockDifference] {
        try await journal.read { try StockAudit(connection: $0).differences() }
    }
}

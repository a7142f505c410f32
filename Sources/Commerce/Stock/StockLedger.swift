import Database
import Domain
import Journal

/// The book of units: every movement is an entry, and the balance of a variant is kept beside it.
///
/// A movement changes the balance by a *conditional* update and writes its entry in the same transaction, so units are never
/// promised twice and ``StockAudit`` can recompute every balance from the entries. Available is on hand less held.
struct StockLedger {
    let connection: any Connection

    /// Starts the book of a new variant with what was counted.
    func open(_ variant: VariantID, onHand: Int, at time: Timestamp) throws {
        try connection.execute(
            "INSERT INTO stock_balances (variant, on_hand, held) VALUES ($1, $2, 0)", [.id(variant), .count(onHand)])
        if onHand > 0 {
            try append(StockEntry(variant: variant, kind: .received, onHand: onHand, held: 0), at: time)
        }
    }

    /// What a variant has in the house, and how much of it is held.
    func level(of variant: VariantID) throws -> StockLevel {
        guard
            let row = try connection.query(
                "SELECT on_hand, held FROM stock_balances WHERE variant = $1", [.id(variant)]
            ).first
        else { throw CommerceError.unknownVariant(variant) }
        return StockLevel(onHand: try row.count("on_hand"), held: try row.count("held"))
    }

    /// Sets the units on hand to what was counted; false when nothing changed.
    func count(_ variant: VariantID, onHand: Int, at time: Timestamp) throws -> Bool {
        let level = try level(of: variant)
        let change = onHand - level.onHand
        guard change != 0 else { return false }
        let counted = try connection.query(
            """
            UPDATE stock_balances SET on_hand = on_hand + $2 WHERE variant = $1 AND on_hand + $2 >= held
            RETURNING variant
            """, [.id(variant), .count(change)])
        guard !counted.isEmpty else { throw CommerceError.stockIsHeld(variant, held: level.held) }
        try append(StockEntry(variant: variant, kind: .corrected, onHand: change, held: 0), at: time)
        return true
    }

    /// Reserves units for an order, or throws and reserves none.
    ///
    /// Requests for one variant are added up first: two lines that draw on the same units are one question. Variants are
    /// taken in the order of their ids, so that two orders never wait for each other.
    func hold(_ requests: [StockRequest], for order: OrderID, until: Timestamp, at time: Timestamp) throws {
        for request in StockRequest.summed(requests) {
            let taken = try connection.query(
                """
                UPDATE stock_balances SET held = held + $2 WHERE variant = $1 AND on_hand - held >= $2
                RETURNING variant
                """, [.id(request.variant), .count(request.quantity)])
            guard !taken.isEmpty else { throw CommerceError.outOfStock([try shortage(request)]) }
            try connection.execute(
                """
                INSERT INTO stock_holds (order_id, variant, quantity, state, expires_at) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (order_id, variant) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at
                """,
                [
                    .id(order), .id(request.variant), .count(request.quantity), .word(StockHold.State.held),
                    .time(until),
                ])
            try append(
                StockEntry(variant: request.variant, kind: .held, onHand: 0, held: request.quantity, order: order),
                at: time)
        }
    }

    /// Whether all units could be reserved now; asked where a refusal must not roll the transaction back.
    func canHold(_ requests: [StockRequest]) throws -> Bool {
        for request in StockRequest.summed(requests) where try shortage(request).available < request.quantity {
            return false
        }
        return true
    }

    /// Keeps an order's units longer.
    func extend(_ order: OrderID, until: Timestamp) throws {
        try connection.execute(
            "UPDATE stock_holds SET expires_at = $2 WHERE order_id = $1 AND state = $3",
            [.id(order), .time(until), .word(StockHold.State.held)])
    }

    /// Turns an order's holds into sales; gives the variants.
    func sell(_ order: OrderID, at time: Timestamp) throws -> [VariantID] {
        try close(order, as: .sold) { hold in
            try connection.execute(
                "UPDATE stock_balances SET on_hand = on_hand - $2, held = held - $2 WHERE variant = $1",
                [.id(hold.variant), .count(hold.quantity)])
            try append(
                StockEntry(
                    variant: hold.variant, kind: .sold, onHand: -hold.quantity, held: -hold.quantity, order: order),
                at: time)
        }
    }

    /// Gives an order's holds back; gives the variants.
    func release(_ order: OrderID, at time: Timestamp) throws -> [VariantID] {
        try close(order, as: .released) { hold in
            try connection.execute(
                "UPDATE stock_balances SET held = held - $2 WHERE variant = $1",
                [.id(hold.variant), .count(hold.quantity)])
            try append(
                StockEntry(variant: hold.variant, kind: .released, onHand: 0, held: -hold.quantity, order: order),
                at: time)
        }
    }

    /// Tells everybody how many units of these variants can be bought now.
    func announce(_ variants: [VariantID], in drafts: inout EventDrafts) throws {
        for variant in Set(variants).sorted() {
            for row in try connection.query(
                """
                SELECT v.product, b.on_hand - b.held AS available
                FROM stock_balances b JOIN variants v ON v.id = b.variant WHERE b.variant = $1
                """, [.id(variant)])
            {
                try drafts.append(
                    .stockChanged,
                    StockChanged(
                        variant: variant, product: row.identifier("product"), available: row.count("available")))
            }
        }
    }

    /// Moves an order's holds out of `held`, each exactly once.
    private func close(
        _ order: OrderID, as state: StockHold.State, _ body: (StockHold) throws -> Void
    ) throws -> [VariantID] {
        let rows = try connection.query(
            """
            UPDATE stock_holds SET state = $2 WHERE order_id = $1 AND state = $3 RETURNING variant, quantity
            """, [.id(order), .word(state), .word(StockHold.State.held)])
        let holds = try rows.map {
            StockHold(variant: try $0.identifier("variant"), quantity: try $0.count("quantity"))
        }
        for hold in holds.sorted(by: { $0.variant < $1.variant }) { try body(hold) }
        return holds.map(\.variant)
    }

    private func append(_ entry: StockEntry, at time: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO stock_entries (at, variant, kind, on_hand_change, held_change, order_id)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .time(time), .id(entry.variant), .word(entry.kind), .count(entry.onHand), .count(entry.held),
                .id(entry.order),
            ])
    }

    private func shortage(_ request: StockRequest) throws -> Shortage {
        let row = try connection.query(
            "SELECT on_hand - held AS available FROM stock_balances WHERE variant = $1", [.id(request.variant)]
        ).first
        return Shortage(
            variant: request.variant, title: request.title, wanted: request.quantity,
            available: try row?.count("available") ?? 0)
    }
}

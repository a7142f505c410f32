import Database

/// Recomputes every balance from the book.
struct StockAudit {
    let connection: any Connection

    func differences() throws -> [StockDifference] {
        try connection.query(
            """
            SELECT b.variant, b.on_hand, b.held,
                COALESCE(e.on_hand, 0) AS entered_on_hand, COALESCE(e.held, 0) AS entered_held,
                COALESCE(h.held, 0) AS promised
            FROM stock_balances b
            LEFT JOIN (
                SELECT variant, CAST(SUM(on_hand_change) AS BIGINT) AS on_hand, CAST(SUM(held_change) AS BIGINT) AS held
                FROM stock_entries GROUP BY variant
            ) e ON e.variant = b.variant
            LEFT JOIN (
                SELECT variant, CAST(SUM(quantity) AS BIGINT) AS held FROM stock_holds WHERE state = 'held'
                GROUP BY variant
            ) h ON h.variant = b.variant
            WHERE b.on_hand <> COALESCE(e.on_hand, 0) OR b.held <> COALESCE(e.held, 0)
                OR b.held <> COALESCE(h.held, 0)
            ORDER BY b.variant
            """, []
        ).map { row in
            StockDifference(
                variant: try row.identifier("variant"),
                balance: StockLevel(onHand: try row.count("on_hand"), held: try row.count("held")),
                entries: StockLevel(onHand: try row.count("entered_on_hand"), held: try row.count("entered_held")),
                promised: try row.count("promised"))
        }
    }
}

package import Database

extension Stock {
    /// The rules in the tables are the last line: even a mistake of ours cannot sell a unit twice.
    package static let migrations = [
        Migration(
            "stock", 1,
            [
                """
                CREATE TABLE stock_balances (
                    variant TEXT PRIMARY KEY REFERENCES variants (id),
                    on_hand BIGINT NOT NULL,
                    held BIGINT NOT NULL,
                    CONSTRAINT stock_held_within_on_hand CHECK (held >= 0 AND held <= on_hand)
                )
                """,
                """
                CREATE TABLE stock_entries (
                    position {identity},
                    at BIGINT NOT NULL,
                    variant TEXT NOT NULL REFERENCES variants (id),
                    kind TEXT NOT NULL,
                    on_hand_change BIGINT NOT NULL,
                    held_change BIGINT NOT NULL,
                    order_id TEXT
                )
                """,
                "CREATE INDEX stock_entries_variant ON stock_entries (variant, position)",
                """
                CREATE TABLE stock_holds (
                    order_id TEXT NOT NULL,
                    variant TEXT NOT NULL REFERENCES variants (id),
                    quantity BIGINT NOT NULL CONSTRAINT stock_hold_of_something CHECK (quantity > 0),
                    state TEXT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    PRIMARY KEY (order_id, variant)
                )
                """,
            ])
    ]
}

package import Database

extension Carts {
    package static let migrations = [
        Migration(
            "carts", 1,
            [
                """
                CREATE TABLE carts (
                    id TEXT PRIMARY KEY,
                    viewer TEXT NOT NULL,
                    state TEXT NOT NULL,
                    order_id TEXT,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE UNIQUE INDEX carts_open ON carts (viewer) WHERE state = 'open'",
                """
                CREATE TABLE cart_lines (
                    cart TEXT NOT NULL REFERENCES carts (id),
                    variant TEXT NOT NULL REFERENCES variants (id),
                    quantity BIGINT NOT NULL CONSTRAINT cart_line_of_something CHECK (quantity > 0),
                    show TEXT,
                    offer TEXT REFERENCES offers (id),
                    added_at BIGINT NOT NULL,
                    PRIMARY KEY (cart, variant)
                )
                """,
                "CREATE INDEX cart_lines_show ON cart_lines (show)",
            ])
    ]
}

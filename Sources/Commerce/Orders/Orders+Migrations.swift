package import Database

extension Orders {
    package static let migrations = [
        Migration(
            "orders", 1,
            [
                // One row that every order counts up: numbers have no gap, because a transaction that fails takes none.
                "CREATE TABLE order_numbers (id BIGINT PRIMARY KEY CHECK (id = 1), last BIGINT NOT NULL)",
                "INSERT INTO order_numbers (id, last) VALUES (1, 100000)",
                """
                CREATE TABLE orders (
                    id TEXT PRIMARY KEY,
                    number BIGINT NOT NULL UNIQUE,
                    key TEXT NOT NULL,
                    viewer TEXT NOT NULL,
                    market TEXT NOT NULL,
                    show TEXT,
                    state TEXT NOT NULL,
                    placed_at BIGINT NOT NULL,
                    hold_until BIGINT NOT NULL,
                    closed_at BIGINT,
                    currency TEXT NOT NULL,
                    delivery TEXT NOT NULL,
                    subtotal_minor BIGINT NOT NULL,
                    delivery_minor BIGINT NOT NULL,
                    total_minor BIGINT NOT NULL,
                    address TEXT NOT NULL,
                    CONSTRAINT order_sums_up CHECK (total_minor = subtotal_minor + delivery_minor)
                )
                """,
                "CREATE INDEX orders_viewer ON orders (viewer, number)",
                "CREATE INDEX orders_state ON orders (state, number)",
                "CREATE INDEX orders_due ON orders (state, hold_until, id)",
                "CREATE INDEX orders_unpaid ON orders (viewer) WHERE state = 'awaitingPayment'",
                """
                CREATE TABLE order_lines (
                    order_id TEXT NOT NULL REFERENCES orders (id),
                    position BIGINT NOT NULL,
                    variant TEXT NOT NULL,
                    product TEXT NOT NULL,
                    title TEXT NOT NULL,
                    options TEXT NOT NULL,
                    picture TEXT,
                    quantity BIGINT NOT NULL,
                    unit_minor BIGINT NOT NULL,
                    total_minor BIGINT NOT NULL,
                    currency TEXT NOT NULL,
                    offer TEXT,
                    show TEXT,
                    PRIMARY KEY (order_id, position),
                    CONSTRAINT order_line_multiplies CHECK (total_minor = unit_minor * quantity)
                )
                """,
                """
                CREATE TABLE history_keys (
                    viewer TEXT PRIMARY KEY,
                    lookup TEXT NOT NULL UNIQUE,
                    proof TEXT NOT NULL
                )
                """,
                // What an attempt made is an order, a payment or an offer.
                """
                CREATE TABLE idempotency_keys (
                    caller TEXT NOT NULL,
                    key TEXT NOT NULL,
                    fingerprint BIGINT NOT NULL,
                    subject TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (caller, key)
                )
                """,
                "CREATE INDEX idempotency_keys_at ON idempotency_keys (at)",
            ])
    ]
}

package import Database

extension Payments {
    package static let migrations = [
        Migration(
            "payments", 1,
            [
                """
                CREATE TABLE payments (
                    id TEXT PRIMARY KEY,
                    order_id TEXT NOT NULL REFERENCES orders (id),
                    method TEXT NOT NULL,
                    amount_minor BIGINT NOT NULL,
                    currency TEXT NOT NULL,
                    state TEXT NOT NULL,
                    action TEXT,
                    failure TEXT,
                    instruction TEXT,
                    created_at BIGINT NOT NULL,
                    next_start_at BIGINT NOT NULL,
                    starts BIGINT NOT NULL,
                    refund_due BIGINT NOT NULL
                )
                """,
                "CREATE INDEX payments_order ON payments (order_id, id)",
                "CREATE INDEX payments_unstarted ON payments (next_start_at, id) WHERE state = 'created'",
                "CREATE INDEX payments_refund_due ON payments (id) WHERE refund_due = 1",
                """
                CREATE TABLE payment_notices (
                    provider TEXT NOT NULL,
                    id TEXT NOT NULL,
                    payment TEXT NOT NULL REFERENCES payments (id),
                    at BIGINT NOT NULL,
                    PRIMARY KEY (provider, id)
                )
                """,
            ])
    ]
}

package import Database

extension TestGateway {
    /// No reference to our payments: a real gateway has none either.
    package static let migrations = [
        Migration(
            "test-gateway", 1,
            [
                """
                CREATE TABLE test_charges (
                    payment TEXT PRIMARY KEY,
                    due_at BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    tries_left BIGINT NOT NULL,
                    sequence BIGINT NOT NULL,
                    acknowledged BIGINT NOT NULL
                )
                """,
                "CREATE INDEX test_charges_due ON test_charges (due_at, payment) WHERE state = 'waiting'",
                "CREATE INDEX test_charges_unheard ON test_charges (payment) WHERE acknowledged < sequence",
                """
                CREATE TABLE test_answers (
                    payment TEXT NOT NULL REFERENCES test_charges (payment),
                    key TEXT NOT NULL,
                    PRIMARY KEY (payment, key)
                )
                """,
            ])
    ]
}

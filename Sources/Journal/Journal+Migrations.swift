package import Database

extension Journal {
    /// The table of the log, and the index by which a show's own events are read.
    package static let migrations = [
        Migration(
            "journal", 1,
            [
                """
                CREATE TABLE journal_events (
                    position {identity},
                    at BIGINT NOT NULL,
                    kind TEXT NOT NULL,
                    show TEXT,
                    viewer TEXT,
                    market TEXT,
                    payload TEXT NOT NULL
                )
                """,
                "CREATE INDEX journal_events_show ON journal_events (show, position)",
                "CREATE INDEX journal_events_kind ON journal_events (kind, position)",
            ])
    ]
}

package import Database

extension Offers {
    /// One standing offer per show, and a quota that no mistake can overrun.
    package static let migrations = [
        Migration(
            "offers", 1,
            [
                """
                CREATE TABLE offers (
                    id TEXT PRIMARY KEY,
                    show TEXT NOT NULL,
                    product TEXT NOT NULL REFERENCES products (id),
                    variant TEXT NOT NULL REFERENCES variants (id),
                    price_minor BIGINT NOT NULL,
                    currency TEXT NOT NULL,
                    units BIGINT NOT NULL,
                    taken BIGINT NOT NULL,
                    limit_per_buyer BIGINT NOT NULL,
                    starts_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    is_ended BIGINT NOT NULL,
                    CONSTRAINT offer_taken_within_units CHECK (taken >= 0 AND taken <= units)
                )
                """,
                "CREATE UNIQUE INDEX offers_standing ON offers (show) WHERE is_ended = 0",
                "CREATE INDEX offers_due ON offers (ends_at) WHERE is_ended = 0",
                """
                CREATE TABLE offer_buyers (
                    offer TEXT NOT NULL REFERENCES offers (id),
                    viewer TEXT NOT NULL,
                    taken BIGINT NOT NULL CONSTRAINT offer_buyer_not_negative CHECK (taken >= 0),
                    PRIMARY KEY (offer, viewer)
                )
                """,
            ])
    ]
}

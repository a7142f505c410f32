package import Database

extension Catalogue {
    /// Archived rows stay, because orders and the stock ledger refer to them; their handle and SKU are free again.
    package static let migrations = [
        Migration(
            "catalogue", 1,
            [
                """
                CREATE TABLE products (
                    id TEXT PRIMARY KEY,
                    handle TEXT NOT NULL,
                    title TEXT NOT NULL,
                    description TEXT NOT NULL,
                    state TEXT NOT NULL,
                    options TEXT NOT NULL,
                    not_for TEXT,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    archived_at BIGINT
                )
                """,
                "CREATE UNIQUE INDEX products_handle ON products (handle) WHERE archived_at IS NULL",
                """
                CREATE TABLE variants (
                    id TEXT PRIMARY KEY,
                    product TEXT NOT NULL REFERENCES products (id),
                    position BIGINT NOT NULL,
                    sku TEXT,
                    options TEXT NOT NULL,
                    price_minor BIGINT NOT NULL CONSTRAINT variant_price_not_negative CHECK (price_minor >= 0),
                    compare_at_minor BIGINT,
                    currency TEXT NOT NULL,
                    archived_at BIGINT
                )
                """,
                "CREATE INDEX variants_product ON variants (product, position)",
                "CREATE UNIQUE INDEX variants_sku ON variants (sku) WHERE archived_at IS NULL",
                """
                CREATE TABLE variant_prices (
                    variant TEXT NOT NULL REFERENCES variants (id),
                    market TEXT NOT NULL,
                    price_minor BIGINT NOT NULL CONSTRAINT market_price_not_negative CHECK (price_minor >= 0),
                    compare_at_minor BIGINT,
                    currency TEXT NOT NULL,
                    PRIMARY KEY (variant, market)
                )
                """,
                """
                CREATE TABLE pictures (
                    id TEXT PRIMARY KEY,
                    product TEXT NOT NULL REFERENCES products (id),
                    file TEXT NOT NULL,
                    width BIGINT NOT NULL,
                    height BIGINT NOT NULL,
                    alt TEXT NOT NULL
                )
                """,
                "CREATE INDEX pictures_product ON pictures (product, id)",
                """
                CREATE TABLE shelf_places (
                    show TEXT NOT NULL,
                    position BIGINT NOT NULL,
                    product TEXT NOT NULL REFERENCES products (id),
                    PRIMARY KEY (show, position),
                    CONSTRAINT shelf_product_stands_once UNIQUE (product, show)
                )
                """,
            ])
    ]
}

import Database
import Domain

extension ProductTable {
    func insert(_ draft: ProductDraft, id: ProductID, handle: Handle, at time: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO products (id, handle, title, description, state, options, not_for, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
            """,
            [
                .id(id), .word(handle), .text(draft.title), .text(draft.description), .word(draft.state),
                try StoredJSON.text(draft.options), .optional(draft.notFor), .time(time),
            ])
    }

    func update(_ id: ProductID, to draft: ProductDraft, handle: Handle, at time: Timestamp) throws {
        try connection.execute(
            """
            UPDATE products SET handle = $2, title = $3, description = $4, state = $5, options = $6, not_for = $7,
                updated_at = $8
            WHERE id = $1
            """,
            [
                .id(id), .word(handle), .text(draft.title), .text(draft.description), .word(draft.state),
                try StoredJSON.text(draft.options), .optional(draft.notFor), .time(time),
            ])
    }

    func archive(_ id: ProductID, at time: Timestamp) throws {
        try connection.execute("UPDATE products SET archived_at = $2 WHERE id = $1", [.id(id), .time(time)])
        try connection.execute(
            "UPDATE variants SET archived_at = $2 WHERE product = $1 AND archived_at IS NULL", [.id(id), .time(time)])
        try connection.execute("DELETE FROM shelf_places WHERE product = $1", [.id(id)])
    }

    func archive(_ variant: VariantID, at time: Timestamp) throws {
        try connection.execute("UPDATE variants SET archived_at = $2 WHERE id = $1", [.id(variant), .time(time)])
    }

    /// Writes a variant under its id, new or not, and its market prices.
    func store(_ draft: VariantDraft, id: VariantID, product: ProductID, position: Int) throws {
        try connection.execute(
            """
            INSERT INTO variants (id, product, position, sku, options, price_minor, compare_at_minor, currency)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, sku = excluded.sku,
                options = excluded.options, price_minor = excluded.price_minor,
                compare_at_minor = excluded.compare_at_minor, currency = excluded.currency
            """,
            [
                .id(id), .id(product), .count(position), .optional(draft.sku?.rawValue),
                try StoredJSON.text(draft.options), .minor(draft.price.price), .minor(draft.price.compareAt),
                .text(draft.price.price.currency.code),
            ])
        try connection.execute("DELETE FROM variant_prices WHERE variant = $1", [.id(id)])
        for (market, price) in draft.marketPrices {
            try connection.execute(
                """
                INSERT INTO variant_prices (variant, market, price_minor, compare_at_minor, currency)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .id(id), .id(market), .minor(price.price), .minor(price.compareAt),
                    .text(price.price.currency.code),
                ])
        }
    }

    func insert(_ picture: Picture, product: ProductID) throws {
        try connection.execute(
            "INSERT INTO pictures (id, product, file, width, height, alt) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .id(picture.id), .id(product), .word(picture.file), .count(picture.width), .count(picture.height),
                .text(picture.alt),
            ])
    }

    func delete(_ picture: PictureID) throws {
        try connection.execute("DELETE FROM pictures WHERE id = $1", [.id(picture)])
    }
}

import Database
import Domain

/// Reads and writes products with their parts, inside a transaction.
struct ProductTable {
    let connection: any Connection

    /// The living products that a condition on `products` selects, in the order asked for, if any.
    func products(
        where condition: String, _ arguments: [SQLValue], order: String? = nil
    ) throws -> [Product] {
        let selection = "SELECT id FROM products WHERE archived_at IS NULL AND \(condition)"
        let variants = try variants(
            where: "v.archived_at IS NULL AND v.product IN (\(selection))", arguments)
        let pictures = try pictures(of: selection, arguments)
        return try connection.query(
            """
            SELECT id, handle, title, description, state, options, not_for FROM products
            WHERE archived_at IS NULL AND \(condition)\(order.map { " ORDER BY \($0)" } ?? "")
            """, arguments
        ).map { row in
            let id: ProductID = try row.identifier("id")
            return Product(
                id: id,
                handle: try row.word("handle"),
                title: try row.text("title"),
                description: try row.text("description"),
                state: try row.word("state"),
                options: try StoredJSON.value(row.text("options")),
                notFor: try row.optionalText("not_for"),
                variants: variants[id] ?? [],
                pictures: pictures[id] ?? [])
        }
    }

    func product(_ id: ProductID) throws -> Product {
        guard let product = try products(where: "id = $1", [.id(id)]).first else {
            throw CommerceError.unknownProduct(id)
        }
        return product
    }

    func product(_ handle: Handle) throws -> Product? {
        try products(where: "handle = $1", [.word(handle)]).first
    }

    /// A variant with its prices, be it sold or archived: what began with it ends with it.
    func variant(_ id: VariantID) throws -> Variant {
        guard let variant = try variants(where: "v.id = $1", [.id(id)]).values.first?.first else {
            throw CommerceError.unknownVariant(id)
        }
        return variant
    }

    /// Variants with their prices, be they sold or archived.
    func variants(_ ids: [VariantID]) throws -> [VariantID: Variant] {
        guard !ids.isEmpty else { return [:] }
        let places = ids.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let found = try variants(where: "v.id IN (\(places))", ids.map { .id($0) })
        return Dictionary(uniqueKeysWithValues: found.values.joined().map { ($0.id, $0) })
    }

    private func variants(
        where condition: String, _ arguments: [SQLValue]
    ) throws -> [ProductID: [Variant]] {
        var marketPrices: [VariantID: [MarketID: VariantPrice]] = [:]
        for row in try connection.query(
            """
            SELECT c.variant, c.market, c.price_minor, c.compare_at_minor, c.currency
            FROM variant_prices c JOIN variants v ON v.id = c.variant WHERE \(condition)
            """, arguments)
        {
            marketPrices[try row.identifier("variant"), default: [:]][try row.identifier("market")] =
                try VariantPrice(row: row)
        }
        var variants: [ProductID: [Variant]] = [:]
        for row in try connection.query(
            """
            SELECT v.id, v.product, v.sku, v.options, v.price_minor, v.compare_at_minor, v.currency,
                b.on_hand, b.held
            FROM variants v JOIN stock_balances b ON b.variant = v.id
            WHERE \(condition) ORDER BY v.product, v.position
            """, arguments)
        {
            let id: VariantID = try row.identifier("id")
            variants[try row.identifier("product"), default: []].append(
                Variant(
                    id: id,
                    sku: try row.optionalText("sku").flatMap(SKU.init),
                    options: try StoredJSON.value(row.text("options")),
                    price: try VariantPrice(row: row),
                    marketPrices: marketPrices[id] ?? [:],
                    stock: StockLevel(onHand: try row.count("on_hand"), held: try row.count("held"))))
        }
        return variants
    }

    private func pictures(of selection: String, _ arguments: [SQLValue]) throws -> [ProductID: [Picture]] {
        var pictures: [ProductID: [Picture]] = [:]
        for row in try connection.query(
            """
            SELECT id, product, file, width, height, alt FROM pictures
            WHERE product IN (\(selection)) ORDER BY product, id
            """, arguments)
        {
            pictures[try row.identifier("product"), default: []].append(
                Picture(
                    id: try row.identifier("id"),
                    file: try row.word("file"),
                    width: try row.count("width"),
                    height: try row.count("height"),
                    alt: try row.text("alt")))
        }
        return pictures
    }
}

extension VariantPrice {
    /// Reads `price_minor`, `compare_at_minor` and `currency`.
    init(row: Row) throws(DatabaseError) {
        self.init(
            price: try row.money("price_minor", currency: "currency"),
            compareAt: try row.optionalMoney("compare_at_minor", currency: "currency"))
    }
}

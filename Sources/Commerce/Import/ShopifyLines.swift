import Domain
import Markets

/// Reads records into products, line by line.
struct ShopifyLines {
    let heading: ShopifyHeading
    let prices: PriceBook
    private(set) var products: [ImportedProduct] = []
    private var places: [Handle: Int] = [:]
    /// Handles whose first line was bad: what follows it cannot be taken either.
    private var refused: Set<Handle> = []

    init(heading: ShopifyHeading, prices: PriceBook) {
        self.heading = heading
        self.prices = prices
    }

    /// Takes a line, or says what is wrong with it and takes nothing of it.
    mutating func take(_ record: CSVReader.Record) throws(ImportProblem) {
        let title = heading.field(.title, of: record)
        let handle = try handle(of: record, title: title)
        if let place = places[handle] {
            let product = products[place]
            guard let variant = try variant(of: record, options: product.optionNames) else { return }
            guard !product.variants.contains(where: { $0.options == variant.options }) else {
                throw problem(record, .optionValue1, "This variant is in the file twice", "Remove one of its lines")
            }
            products[place].variants.append(variant)
        } else {
            do {
                products.append(try firstLine(of: record, handle: handle, title: title))
                places[handle] = products.count - 1
            } catch {
                refused.insert(handle)
                throw error
            }
        }
    }

    private func firstLine(
        of record: CSVReader.Record, handle: Handle, title: String
    ) throws(ImportProblem) -> ImportedProduct {
        guard !title.isEmpty else {
            throw refused.contains(handle)
                ? problem(record, .title, "The first line of this product was not taken", "Mend that line first")
                : problem(record, .title, "The first line of a product has no title", "Write its title")
        }
        var product = try product(of: record, handle: handle, title: title)
        guard let variant = try variant(of: record, options: product.optionNames) else {
            let example = Self.example(prices.shopCurrency)
            throw problem(record, .price, "The product has no price", "Write \(example)")
        }
        product.variants.append(variant)
        return product
    }

    private func handle(of record: CSVReader.Record, title: String) throws(ImportProblem) -> Handle {
        let text = heading.field(.handle, of: record)
        guard let handle = text.isEmpty ? Handle(title: title) : Handle(rawValue: text) else {
            throw problem(
                record, .handle, "“\(text)” is not a handle", "Write lower-case letters, digits and hyphens")
        }
        return handle
    }

    private func product(
        of record: CSVReader.Record, handle: Handle, title: String
    ) throws(ImportProblem) -> ImportedProduct {
        var product = ImportedProduct(line: record.line, heading: heading, handle: handle, title: title)
        if heading.has(.description) {
            product.description = HTMLText.plain(heading.field(.description, of: record))
        }
        if heading.has(.notFor) {
            let text = heading.field(.notFor, of: record)
            product.notFor = .some(text.isEmpty ? nil : text)
        }
        product.state = try value(.status, of: record, "a status", "Write Active or Draft") { text in
            switch text.lowercased() {
            case "active": .active
            case "draft", "archived", "unlisted": .draft
            default: nil
            }
        }
        product.optionNames = ShopifyColumn.optionNames.map { heading.field($0, of: record) }
            .prefix { !$0.isEmpty }.map { $0 }
        // Shopify's way to write a product without options.
        if product.optionNames == ["Title"], heading.field(.optionValue1, of: record) == "Default Title" {
            product.optionNames = []
        }
        return product
    }

    /// The variant of a line; nil when the line has none, such as one that only adds a picture.
    private func variant(
        of record: CSVReader.Record, options names: [String]
    ) throws(ImportProblem) -> ImportedVariant? {
        let columns: [ShopifyColumn] = [.sku, .price, .quantity, .optionValue1]
        guard columns.contains(where: { !heading.field($0, of: record).isEmpty }) else { return nil }
        let options = zip(names, ShopifyColumn.optionValues).map { heading.field($1, of: record) }
        if let empty = options.firstIndex(of: "") {
            throw problem(
                record, ShopifyColumn.optionValues[empty], "The value for “\(names[empty])” is missing", "Write it")
        }
        var variant = ImportedVariant(line: record.line, options: options)
        variant.sku = try value(.sku, of: record, "a SKU", "Write up to 64 characters") { SKU(rawValue: $0) }
        variant.price = try price(.price, of: record)
        if heading.has(.compareAt) { variant.compareAt = .some(try price(.compareAt, of: record)) }
        variant.onHand = try value(.quantity, of: record, "a number of units", "Write a whole number from 0") { text in
            Int(text).flatMap { (0...ProductLimits.unitsOnHand).contains($0) ? $0 : nil }
        }
        variant.marketPrices = try marketPrices(of: record)
        return variant
    }

    private func marketPrices(
        of record: CSVReader.Record
    ) throws(ImportProblem) -> [MarketID: ImportedVariant.MarketPrice] {
        var set: [MarketID: ImportedVariant.MarketPrice] = [:]
        for (id, index) in heading.marketPrices {
            guard let currency = prices.markets[id]?.currency else { continue }
            var imported = ImportedVariant.MarketPrice(price: try money(at: index, of: record, currency))
            if let index = heading.marketCompareAt[id] {
                imported.compareAt = .some(try money(at: index, of: record, currency))
            }
            set[id] = imported
        }
        return set
    }

    private func price(_ column: ShopifyColumn, of record: CSVReader.Record) throws(ImportProblem) -> Money? {
        let currency = prices.shopCurrency
        return try value(column, of: record, "a price", "Write \(Self.example(currency))") { text in
            try? Money(decimal: text, currency: currency)
        }
    }

    private func money(
        at index: Int, of record: CSVReader.Record, _ currency: Currency
    ) throws(ImportProblem) -> Money? {
        let text = ShopifyHeading.field(index, of: record)
        guard !text.isEmpty else { return nil }
        guard let money = try? Money(decimal: text, currency: currency) else {
            throw ImportProblem(
                line: record.line, column: heading.words[index], problem: "“\(text)” is not a price",
                action: "Write \(Self.example(currency))")
        }
        return money
    }

    private func value<Value>(
        _ column: ShopifyColumn, of record: CSVReader.Record, _ expected: String, _ action: String,
        _ parse: (String) -> Value?
    ) throws(ImportProblem) -> Value? {
        let text = heading.field(column, of: record)
        guard !text.isEmpty else { return nil }
        guard let value = parse(text) else {
            throw problem(record, column, "“\(text)” is not \(expected)", action)
        }
        return value
    }

    private func problem(
        _ record: CSVReader.Record, _ column: ShopifyColumn, _ problem: String, _ action: String
    ) -> ImportProblem {
        ImportProblem(line: record.line, column: heading.word(column), problem: problem, action: action)
    }

    private static func example(_ currency: Currency) -> String {
        Money(minor: 1_299, currency: currency).decimalText
    }
}

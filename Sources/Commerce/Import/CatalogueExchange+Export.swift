import Domain
import Markets

extension CatalogueExchange {
    /// Every product as a file of Shopify's columns, under today's headings; importing it changes nothing.
    package func exportProducts() async throws -> String {
        var writer = ShopifyWriter(markets: prices.markets.all)
        var last: ProductID?
        while true {
            let products = try await catalogue.products(after: last, limit: 100)
            guard let end = products.last else { return writer.text }
            for product in products { writer.append(product) }
            last = end.id
        }
    }
}

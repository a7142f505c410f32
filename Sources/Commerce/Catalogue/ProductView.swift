package import Domain
package import Markets

/// A product as people of one market see it.
package struct ProductView: Sendable, Hashable {
    package var id: ProductID
    package var handle: Handle
    package var title: String
    package var description: String
    package var state: Product.State
    package var pictures: [Picture]
    package var options: [String]
    package var variants: [VariantView]
    package var notFor: String?

    package init(_ product: Product, in market: Playbook, prices: PriceBook) throws(CommerceError) {
        id = product.id
        handle = product.handle
        title = product.title
        description = product.description
        state = product.state
        pictures = product.pictures
        options = product.options
        notFor = product.notFor
        variants = []
        for variant in product.variants {
            let price = try prices.price(base: variant.price, fixed: variant.marketPrices[market.id], in: market)
            variants.append(
                VariantView(
                    id: variant.id, sku: variant.sku, options: variant.options, price: price.price,
                    compareAt: price.compareAt, stock: variant.stock))
        }
    }
}

import Domain
import Markets

/// Writes products as a file of Shopify's columns.
struct ShopifyWriter {
    private let markets: [Playbook]
    private var writer = CSVWriter()

    /// A file with its headings, today's, and prices for these markets.
    init(markets: [Playbook]) {
        self.markets = markets
        writer.append(
            ShopifyColumn.allCases.map { $0.headings[0] }
                + markets.flatMap { ["Price / \($0.id)", "Compare-at price / \($0.id)"] })
    }

    var text: String { writer.text }

    mutating func append(_ product: Product) {
        for (index, variant) in product.variants.enumerated() {
            let fields = ShopifyColumn.allCases.map { column in
                field(column, of: product, variant, isFirst: index == 0)
            }
            let local = markets.flatMap { market in
                let price = variant.marketPrices[market.id]
                return [price?.price.decimalText ?? "", price?.compareAt?.decimalText ?? ""]
            }
            writer.append(fields + local)
        }
    }

    private func field(
        _ column: ShopifyColumn, of product: Product, _ variant: Variant, isFirst: Bool
    ) -> String {
        switch column {
        case .handle: product.handle.rawValue
        case .title: isFirst ? product.title : ""
        case .description: isFirst ? HTMLText.html(product.description) : ""
        case .status: isFirst ? (product.state == .active ? "Active" : "Draft") : ""
        case .notFor: isFirst ? product.notFor ?? "" : ""
        case .optionName1: isFirst ? name(0, of: product) : ""
        case .optionName2: isFirst ? name(1, of: product) : ""
        case .optionName3: isFirst ? name(2, of: product) : ""
        case .optionValue1: value(0, of: variant, product)
        case .optionValue2: value(1, of: variant, product)
        case .optionValue3: value(2, of: variant, product)
        case .sku: variant.sku?.rawValue ?? ""
        case .quantity: String(variant.stock.onHand)
        case .price: variant.price.price.decimalText
        case .compareAt: variant.price.compareAt?.decimalText ?? ""
        }
    }

    private func name(_ index: Int, of product: Product) -> String {
        guard !product.options.isEmpty else { return index == 0 ? "Title" : "" }
        return index < product.options.count ? product.options[index] : ""
    }

    private func value(_ index: Int, of variant: Variant, _ product: Product) -> String {
        guard !product.options.isEmpty else { return index == 0 ? "Default Title" : "" }
        return index < variant.options.count ? variant.options[index] : ""
    }
}

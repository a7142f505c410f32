/// A column of Shopify's product files that we read or write.
enum ShopifyColumn: CaseIterable, Hashable {
    case handle, title, description, status, notFor
    case optionName1, optionValue1, optionName2, optionValue2, optionName3, optionValue3
    case sku, quantity, price, compareAt

    static let optionNames = [optionName1, optionName2, optionName3]
    static let optionValues = [optionValue1, optionValue2, optionValue3]

    /// What the column is called: first today, then in files exported before the change of 2025.
    var headings: [String] {
        switch self {
        case .handle: ["URL handle", "Handle"]
        case .title: ["Title"]
        case .description: ["Description", "Body (HTML)"]
        case .status: ["Status"]
        case .notFor: ["Not suitable for (product.metafields.custom.not_for)"]
        case .optionName1: ["Option1 name"]
        case .optionValue1: ["Option1 value"]
        case .optionName2: ["Option2 name"]
        case .optionValue2: ["Option2 value"]
        case .optionName3: ["Option3 name"]
        case .optionValue3: ["Option3 value"]
        case .sku: ["SKU", "Variant SKU"]
        case .quantity: ["Inventory quantity", "Variant Inventory Qty"]
        case .price: ["Price", "Variant Price"]
        case .compareAt: ["Compare-at price", "Variant Compare At Price"]
        }
    }
}

internal import Commerce
internal import Domain

/// What the console sends of a product; absent members stay as they are.
struct ProductInput: Decodable, Sendable {
    struct VariantInput: Decodable, Sendable {
        let id: VariantID?
        let sku: String?
        let options: [String]?
        let price: Money
        let compareAt: Money?
        let onHand: Int?
    }

    let handle: String?
    let title: String?
    let description: String?
    let state: Product.State?
    let options: [String]?
    let notFor: String?
    let variants: [VariantInput]?
}

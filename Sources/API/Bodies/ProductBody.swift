internal import Commerce
internal import Domain
internal import Rooms

/// `Product` of the application interface.
struct ProductBody: Codable, Sendable {
    struct PictureBody: Codable, Sendable {
        let id: PictureID
        let url: String
        let alt: String
        let width: Int
        let height: Int

        init(_ picture: Picture) {
            id = picture.id
            url = PicturePath.url(of: picture.file)
            alt = picture.alt
            width = picture.width
            height = picture.height
        }
    }

    struct VariantBody: Codable, Sendable {
        let id: VariantID
        let sku: String
        let options: [String]
        let price: Money
        @ExplicitNull var compareAt: Money?
        let available: Int
        /// For operators only.
        let onHand: Int?
        /// For operators only: the units that orders keep until they are paid.
        let held: Int?
    }

    let id: ProductID
    let handle: String
    let title: String
    let description: String
    let state: Product.State
    let pictures: [PictureBody]
    let options: [String]
    let variants: [VariantBody]
    @ExplicitNull var notFor: String?

    /// As people of a market see it; operators see the stock too.
    init(_ view: ProductView, showsStock: Bool = false) {
        id = view.id
        handle = view.handle.rawValue
        title = view.title
        description = view.description
        state = view.state
        pictures = view.pictures.map(PictureBody.init)
        options = view.options
        variants = view.variants.map {
            VariantBody(
                id: $0.id, sku: $0.sku?.rawValue ?? "", options: $0.options, price: $0.price,
                compareAt: ExplicitNull(wrappedValue: $0.compareAt), stock: $0.stock, showsStock: showsStock)
        }
        _notFor = ExplicitNull(wrappedValue: view.notFor)
    }

    /// As the seller wrote it, in the shop's currency.
    init(_ product: Product) {
        id = product.id
        handle = product.handle.rawValue
        title = product.title
        description = product.description
        state = product.state
        pictures = product.pictures.map(PictureBody.init)
        options = product.options
        variants = product.variants.map {
            VariantBody(
                id: $0.id, sku: $0.sku?.rawValue ?? "", options: $0.options, price: $0.price.price,
                compareAt: ExplicitNull(wrappedValue: $0.price.compareAt), stock: $0.stock, showsStock: true)
        }
        _notFor = ExplicitNull(wrappedValue: product.notFor)
    }
}

extension ProductBody.VariantBody {
    fileprivate init(
        id: VariantID, sku: String, options: [String], price: Money, compareAt: ExplicitNull<Money>, stock: StockLevel,
        showsStock: Bool
    ) {
        self.id = id
        self.sku = sku
        self.options = options
        self.price = price
        _compareAt = compareAt
        available = stock.available
        onHand = showsStock ? stock.onHand : nil
        held = showsStock ? stock.held : nil
    }
}

internal import Commerce
internal import Domain
internal import Rooms

/// `Cart` of the application interface.
struct CartBody: Encodable, Sendable {
    let lines: [CartLineBody]
    let total: Money
    let problems: [CartProblem]

    init(_ cart: CartView) {
        lines = cart.lines.map(CartLineBody.init)
        total = cart.total
        problems = cart.problems
    }
}

/// `CartLine`: of a cart or of an order.
struct CartLineBody: Codable, Sendable {
    let variant: VariantID
    let product: ProductID
    let title: String
    let options: [String]
    @ExplicitNull var picture: String?
    let quantity: Int
    let unit: Money
    let total: Money
    @ExplicitNull var offer: OfferID?
    @ExplicitNull var available: Int?

    init(_ line: CartLineView) {
        variant = line.variant
        product = line.product
        title = line.title
        options = line.options
        _picture = ExplicitNull(wrappedValue: line.picture.map(PicturePath.url))
        quantity = line.quantity
        unit = line.unit
        total = line.total
        _offer = ExplicitNull(wrappedValue: line.offer)
        _available = ExplicitNull(wrappedValue: line.available)
    }
}

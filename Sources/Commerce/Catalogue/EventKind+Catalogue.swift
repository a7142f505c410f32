package import Journal

extension EventKind {
    /// A product was created, edited or archived: ``ProductChanged``.
    package static let productChanged = EventKind(rawValue: "product.changed")
    /// A price of a product changed: ``PriceChanged``.
    package static let priceChanged = EventKind(rawValue: "price.changed")
    /// The products of a show, or their order, changed: ``ShelfChanged``.
    package static let shelfChanged = EventKind(rawValue: "shelf.changed")
}

import Domain

/// One movement of units; the book only ever gains entries.
struct StockEntry {
    var variant: VariantID
    var kind: Kind
    /// How the units in the house change.
    var onHand: Int
    /// How the units promised to unpaid orders change.
    var held: Int
    var order: OrderID?

    enum Kind: String {
        /// The first count of a new variant.
        case received
        /// A later count that differs from the book.
        case corrected
        /// Units promised to an order that is not paid yet.
        case held
        /// The promise ended unpaid.
        case released
        /// The promise was paid.
        case sold
    }
}

import Domain

/// Units promised to an order.
struct StockHold {
    var variant: VariantID
    var quantity: Int

    enum State: String {
        case held, sold, released
    }
}

import Domain

/// Where a cart stands: it is filled once and becomes one order.
enum CartState: Hashable, Sendable {
    case open
    case ordered(Ordered)

    struct Ordered: Hashable, Sendable {
        var order: OrderID
    }

    /// The word in the table.
    var word: String {
        switch self {
        case .open: "open"
        case .ordered: "ordered"
        }
    }

    /// A cart is ordered once.
    mutating func orderPlaced(_ order: OrderID) throws(CommerceError) {
        guard case .open = self else { throw .emptyCart }
        self = .ordered(Ordered(order: order))
    }
}

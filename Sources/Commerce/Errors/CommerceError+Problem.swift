import Domain
import Markets

extension CommerceError {
    /// What kind of answer a refusal is, whatever the protocol it goes out by.
    package enum Category: Sendable {
        case notFound, invalid, conflict
    }

    package var category: Category {
        switch self {
        case .unknownProduct, .unknownVariant, .unknownPicture, .unknownOffer, .unknownOrder, .unknownMarket:
            .notFound
        case .invalidProduct, .invalidOffer, .invalidAddress, .invalidQuantity, .unknownDelivery,
            .unknownPaymentMethod, .emptyCart, .fullCart, .idempotencyKeyReused, .notConvertible:
            .invalid
        case .handleTaken, .skuTaken, .outOfStock, .stockIsHeld, .stockMoved, .notForSale, .offerAlreadyRuns,
            .offerIsOver, .offerLimitReached, .offerIsGone, .priceChanged, .methodTooSlow, .tooManyUnpaid,
            .orderIsClosed, .paymentIsOpen, .nothingToAnswer:
            .conflict
        }
    }

    /// The stable word that programs test.
    package var code: String {
        switch self {
        case .unknownProduct: "unknown-product"
        case .unknownVariant: "unknown-variant"
        case .unknownPicture: "unknown-picture"
        case .unknownOffer: "unknown-offer"
        case .unknownOrder: "unknown-order"
        case .unknownMarket: "unknown-market"
        case .invalidProduct: "invalid-product"
        case .invalidOffer: "invalid-offer"
        case .invalidAddress: "invalid-address"
        case .invalidQuantity: "invalid-quantity"
        case .unknownDelivery: "unknown-delivery"
        case .unknownPaymentMethod: "unknown-payment-method"
        case .emptyCart: "empty-cart"
        case .fullCart: "full-cart"
        case .idempotencyKeyReused: "idempotency-key-reused"
        case .notConvertible: "not-convertible"
        case .handleTaken: "handle-taken"
        case .skuTaken: "sku-taken"
        case .outOfStock: "out-of-stock"
        case .stockIsHeld: "stock-is-held"
        case .stockMoved: "stock-moved"
        case .notForSale: "not-for-sale"
        case .offerAlreadyRuns: "offer-already-runs"
        case .offerIsOver: "offer-is-over"
        case .offerLimitReached: "offer-limit-reached"
        case .offerIsGone: "offer-is-gone"
        case .priceChanged: "price-changed"
        case .methodTooSlow: "method-too-slow"
        case .tooManyUnpaid: "too-many-unpaid"
        case .orderIsClosed: "order-is-closed"
        case .paymentIsOpen: "payment-is-open"
        case .nothingToAnswer: "nothing-to-answer"
        }
    }

    /// What was wrong with what.
    package var detail: String {
        switch self {
        case .unknownProduct(let id): "There is no product \(id)."
        case .unknownVariant(let id): "There is no variant \(id)."
        case .unknownPicture(let id): "There is no picture \(id)."
        case .unknownOffer(let id): "There is no offer \(id)."
        case .unknownOrder: "There is no such order, or its key is another."
        case .unknownMarket(let id): "There is no market \(id)."
        case .invalidProduct(let problem): problem.detail
        case .invalidOffer(let problem): problem.detail
        case .invalidAddress(let problems): problems.map(\.detail).joined(separator: " ")
        case .invalidQuantity(let limit): "A line holds 0 to \(limit) units."
        case .unknownDelivery(let id, let market): "Nothing is sent to \(market) by “\(id.rawValue)”."
        case .unknownPaymentMethod(let id, let market): "“\(id.rawValue)” is no way to pay in \(market)."
        case .emptyCart: "The cart is empty."
        case .fullCart(let limit): "The cart holds \(limit) different articles already."
        case .idempotencyKeyReused: "This idempotency key came before with another request."
        case .notConvertible(let market): "There is no price in the currency of \(market)."
        case .handleTaken(let handle): "Another product has the handle “\(handle.rawValue)”."
        case .skuTaken(let sku): "Another variant has the SKU “\(sku.rawValue)”."
        case .outOfStock(let shortages): shortages.map(\.detail).joined(separator: " ")
        case .stockIsHeld(let id, let held): "\(held) units of \(id) are reserved for orders."
        case .stockMoved(let id, let now): "\(now.onHand) units of \(id) are on hand now, not what was expected."
        case .notForSale(let id): "The variant \(id) is not for sale now."
        case .offerAlreadyRuns(let id): "The offer \(id) runs in this show."
        case .offerIsOver(let id): "The offer \(id) is over."
        case .offerLimitReached(_, let title, let limit):
            "One buyer gets \(limit) of \(title) at the offer's price."
        case .offerIsGone(_, let title, let now):
            "The offer for \(title) is over; it now costs \(now.decimalText) \(now.currency)."
        case .priceChanged(let from, let to):
            "The total is now \(to.decimalText) \(to.currency), not \(from.decimalText)."
        case .methodTooSlow(let id):
            "“\(id.rawValue)” is paid on another day; the units of a flash offer are not kept that long."
        case .tooManyUnpaid(let limit): "\(limit) orders of yours wait for their payment."
        case .orderIsClosed(let state): "The order is \(state.rawValue)."
        case .paymentIsOpen: "A payment for this order is still on its way."
        case .nothingToAnswer: "The payment asks for no code."
        }
    }

    /// What to do next.
    package var action: String {
        switch self {
        case .unknownProduct, .unknownVariant, .unknownPicture, .unknownOffer, .unknownOrder, .unknownMarket:
            "Check the address and read the list again."
        case .invalidProduct(let problem): problem.action
        case .invalidOffer(let problem): problem.action
        case .invalidAddress: "Correct the fields and send the order again."
        case .invalidQuantity, .fullCart: "Order the rest separately."
        case .unknownDelivery: "Choose one of the market's deliveries."
        case .unknownPaymentMethod: "Choose one of the market's payment methods."
        case .emptyCart: "Put something into it first."
        case .idempotencyKeyReused: "Send a new key with a new request."
        case .notConvertible: "Give the product a fixed price for that market."
        case .handleTaken: "Choose another handle."
        case .skuTaken: "Choose another SKU."
        case .outOfStock: "Lower the quantity and try again."
        case .stockIsHeld: "Set the stock to at least that, or wait until the orders are paid or expire."
        case .stockMoved: "Count again from that number."
        case .notForSale: "Remove it from the cart."
        case .offerAlreadyRuns: "End it first."
        case .offerIsOver: "Start a new one."
        case .offerLimitReached: "Lower the quantity."
        case .offerIsGone: "Set its quantity again to take it at this price, or remove it."
        case .priceChanged: "Look at the cart and confirm the new total."
        case .methodTooSlow: "Choose a method that is paid at once."
        case .tooManyUnpaid: "Pay for one of them, or cancel it."
        case .orderIsClosed: "Place a new order."
        case .paymentIsOpen: "Wait for its answer."
        case .nothingToAnswer: "Read the order again."
        }
    }
}

extension CommerceError: CustomStringConvertible {
    package var description: String { "\(code): \(detail) \(action)" }
}

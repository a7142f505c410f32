package import Domain
package import Markets

/// Why the shop refuses; each case knows its code, what was wrong with what, and what to do next.
package enum CommerceError: Error, Hashable, Sendable {
    // Nothing is there.
    case unknownProduct(ProductID)
    case unknownVariant(VariantID)
    case unknownPicture(PictureID)
    case unknownOffer(OfferID)
    case unknownOrder
    case unknownMarket(MarketID)

    // The request cannot be right.
    case invalidProduct(ProductProblem)
    case invalidOffer(OfferProblem)
    case invalidAddress([AddressProblem])
    case invalidQuantity(limit: Int)
    case unknownDelivery(DeliveryOptionID, MarketID)
    case unknownPaymentMethod(PaymentMethodID, MarketID)
    case emptyCart
    case fullCart(limit: Int)
    case idempotencyKeyReused
    case notConvertible(MarketID)

    // It was right, but the world is otherwise.
    case handleTaken(Handle)
    case skuTaken(SKU)
    /// At least one line is short.
    case outOfStock([Shortage])
    case stockIsHeld(VariantID, held: Int)
    /// It was counted against a number that is no longer true.
    case stockMoved(VariantID, now: StockLevel)
    case notForSale(VariantID)
    case offerAlreadyRuns(OfferID)
    case offerIsOver(OfferID)
    case offerLimitReached(variant: VariantID, title: String, limit: Int)
    case offerIsGone(variant: VariantID, title: String, now: Money)
    case priceChanged(from: Money, to: Money)
    case methodTooSlow(PaymentMethodID)
    case tooManyUnpaid(limit: Int)
    case orderIsClosed(OrderState.Word)
    case paymentIsOpen
    case nothingToAnswer
}

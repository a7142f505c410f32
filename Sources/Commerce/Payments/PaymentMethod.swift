package import Markets

/// A way to pay, and how long it may take.
package struct PaymentMethod: Sendable, Hashable {
    package var id: PaymentMethodID
    /// How long units are held for an order that pays this way.
    ///
    /// Cards and wallets answer in minutes (a wallet's own page closes after 14 to 15); a transfer or a voucher is paid on
    /// another day.
    package var hold: Duration

    /// Every method this version can take.
    package static let all = [
        PaymentMethod(id: PaymentMethodID(rawValue: "card"), hold: .seconds(15 * 60)),
        PaymentMethod(id: PaymentMethodID(rawValue: "wallet"), hold: .seconds(15 * 60)),
        PaymentMethod(id: PaymentMethodID(rawValue: "qr"), hold: .seconds(30 * 60)),
        PaymentMethod(id: PaymentMethodID(rawValue: "transfer"), hold: .seconds(2 * 24 * 60 * 60)),
        PaymentMethod(id: PaymentMethodID(rawValue: "voucher"), hold: .seconds(3 * 24 * 60 * 60)),
    ]

    /// Refuses a method that would keep an offer's units for days.
    func checkFastEnoughForOffers() throws(CommerceError) {
        guard hold <= OfferLimits.longestHold else { throw .methodTooSlow(id) }
    }

    /// A method that a market offers and this version can take.
    static func method(_ id: PaymentMethodID, in market: Playbook) throws(CommerceError) -> PaymentMethod {
        guard market.payments.contains(id), let method = all.first(where: { $0.id == id }) else {
            throw .unknownPaymentMethod(id, market.id)
        }
        return method
    }
}

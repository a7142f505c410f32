import Database
import Domain

extension CartPricing {
    /// The running offer a line may have.
    ///
    /// None when the market's own price is as low, or the buyer has had all of theirs; an error when they ask for too many.
    func offer(for id: VariantID, quantity: Int, in show: ShowID?, of viewer: ViewerID) throws -> OfferID? {
        let rows = try connection.query(
            """
            SELECT p.title FROM variants v JOIN products p ON p.id = v.product
            WHERE v.id = $1 AND v.archived_at IS NULL AND p.archived_at IS NULL AND p.state = 'active'
            """, [.id(id)])
        guard let title = try rows.first?.text("title") else { throw CommerceError.unknownVariant(id) }
        let table = OfferTable(connection: connection)
        guard let show, let offer = try table.standing(in: show, at: now), offer.variant == id, offer.state == .running
        else { return nil }
        let variant = try ProductTable(connection: connection).variant(id)
        guard try OfferPrices(offer, variant: variant, in: market, prices: prices).isLower else { return nil }
        let remaining = offer.limitPerBuyer - (try table.taken(of: offer.id, by: viewer))
        guard remaining > 0 else { return nil }
        guard quantity <= remaining else {
            throw CommerceError.offerLimitReached(variant: id, title: title, limit: offer.limitPerBuyer)
        }
        return quantity <= offer.left ? offer.id : nil
    }
}

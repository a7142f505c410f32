import Database
import Domain
import Journal

/// Ends offers and tells the rooms what became of them, inside a transaction.
struct OfferAnnouncer {
    let connection: any Connection
    let prices: PriceBook

    func end(_ offers: [Offer], in drafts: inout EventDrafts) throws {
        let table = OfferTable(connection: connection)
        for var offer in offers where try table.end(offer.id) {
            offer.isEnded = true
            try announce(offer, in: &drafts)
        }
    }

    /// Tells the rooms how an offer stands.
    func announce(_ offer: Offer, in drafts: inout EventDrafts) throws {
        let (_, variant) = try variant(offer.variant)
        try drafts.append(
            .offerChanged, show: offer.show, OfferChanged(offer, variant: variant, prices: prices))
    }

    /// A variant on sale, with its product.
    func variant(_ id: VariantID) throws -> (ProductID, Variant) {
        let products = try ProductTable(connection: connection).products(
            where: "id = (SELECT product FROM variants WHERE id = $1)", [.id(id)])
        guard let product = products.first, let variant = product.variants.first(where: { $0.id == id }) else {
            throw CommerceError.unknownVariant(id)
        }
        guard product.state == .active else { throw CommerceError.notForSale(id) }
        return (product.id, variant)
    }
}

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
        let variant = try ProductTable(connection: connection).variant(offer.variant)
        try drafts.append(
            .offerChanged, show: offer.show, OfferChanged(offer, variant: variant, prices: prices))
    }
}

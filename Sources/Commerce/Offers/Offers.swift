import Database
package import Domain
package import Journal

/// Flash offers: started by the host, ended by time, by hand, or by selling out.
package struct Offers: Sendable {
    private let journal: Journal
    private let identifiers: IdentifierGenerator
    private let prices: PriceBook

    package init(journal: Journal, identifiers: IdentifierGenerator, prices: PriceBook) {
        self.journal = journal
        self.identifiers = identifiers
        self.prices = prices
    }

    /// Starts an offer; one that is sold out or past its time makes room for it.
    package func start(_ request: OfferRequest) async throws -> Offer {
        let id: OfferID = identifiers.next()
        let prices = prices
        return try await journal.write { connection, drafts in
            let table = OfferTable(connection: connection)
            let announcer = OfferAnnouncer(connection: connection, prices: prices)
            if let standing = try table.standing(in: request.show, at: drafts.now), standing.left > 0 {
                throw CommerceError.offerAlreadyRuns(standing.id)
            }
            try announcer.end(table.unended(in: request.show), in: &drafts)
            let (product, variant) = try announcer.variant(request.variant)
            do throws(OfferProblem) {
                try request.check(against: variant.price.price, available: variant.available)
            } catch {
                throw CommerceError.invalidOffer(error)
            }
            let offer = Offer(
                id: id, show: request.show, product: product, variant: request.variant, price: request.price,
                units: request.units, taken: 0, limitPerBuyer: request.limitPerBuyer, startsAt: drafts.now,
                endsAt: drafts.now + request.duration, isEnded: false)
            try table.insert(offer)
            try announcer.announce(offer, in: &drafts)
            return offer
        }
    }

    /// Ends an offer now; the show it is said to be of must be its own.
    package func end(_ id: OfferID, of show: ShowID) async throws {
        let prices = prices
        try await journal.write { connection, drafts in
            let offer = try OfferTable(connection: connection).offer(id)
            guard offer.show == show else { throw CommerceError.unknownOffer(id) }
            guard !offer.isEnded else { throw CommerceError.offerIsOver(id) }
            try OfferAnnouncer(connection: connection, prices: prices).end([offer], in: &drafts)
        }
    }

    /// The offer that stands in a show, sold out or not.
    package func standing(in show: ShowID, at time: Timestamp) async throws -> Offer? {
        try await journal.read { try OfferTable(connection: $0).standing(in: show, at: time) }
    }

    /// The standing offer as people of a market see it.
    package func view(of show: ShowID, in market: MarketID, at time: Timestamp) async throws -> OfferView? {
        let prices = prices
        let playbook = try prices.market(market)
        return try await journal.read { connection in
            guard let offer = try OfferTable(connection: connection).standing(in: show, at: time) else { return nil }
            let (_, variant) = try OfferAnnouncer(connection: connection, prices: prices).variant(offer.variant)
            return OfferView(
                offer, prices: try OfferPrices(offer, variant: variant, in: playbook, prices: prices))
        }
    }

    /// Ends the offers whose time is up.
    package func endOverdue() async throws {
        let prices = prices
        try await journal.write { connection, drafts in
            let overdue = try OfferTable(connection: connection).overdue(at: drafts.now)
            try OfferAnnouncer(connection: connection, prices: prices).end(overdue, in: &drafts)
        }
    }
}

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
    ///
    /// The same key with the same request gives the offer of the first time, as it stands now, be it over.
    package func start(_ request: OfferRequest, by host: ViewerID, key: IdempotencyKey) async throws -> Offer {
        let id: OfferID = identifiers.next()
        let prices = prices
        let attempt = try IdempotentAttempt(caller: host, key: key, request: request)
        return try await journal.write { connection, drafts in
            let table = OfferTable(connection: connection)
            let attempts = IdempotencyStore(connection: connection)
            if let first = try attempts.claim(attempt, for: id, at: drafts.now) { return try table.offer(first) }
            let announcer = OfferAnnouncer(connection: connection, prices: prices)
            if let standing = try table.standing(in: request.show, at: drafts.now), standing.left > 0 {
                throw CommerceError.offerAlreadyRuns(standing.id)
            }
            try announcer.end(table.unended(in: request.show), in: &drafts)
            let (product, variant) = try Self.forSale(request.variant, in: connection)
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

    /// An offer as people of a market see it, whether it stands or is over.
    package func view(of offer: Offer, in market: MarketID) async throws -> OfferView {
        let prices = prices
        let playbook = try prices.market(market)
        let variant = try await journal.read { try ProductTable(connection: $0).variant(offer.variant) }
        return OfferView(offer, prices: try OfferPrices(offer, variant: variant, in: playbook, prices: prices))
    }

    /// The standing offer as people of a market see it.
    package func view(of show: ShowID, in market: MarketID, at time: Timestamp) async throws -> OfferView? {
        try await views(of: [show], in: market, at: time)[show]
    }

    /// The standing offers of several shows as people of a market see them.
    ///
    /// An offer that cannot be read, or has no price there, is left away: the shows go on, and the sweep tells of it.
    package func views(
        of shows: [ShowID], in market: MarketID, at time: Timestamp
    ) async throws -> [ShowID: OfferView] {
        let prices = prices
        let playbook = try prices.market(market)
        return try await journal.read { connection in
            let offers = try OfferTable(connection: connection).standing(in: shows, at: time)
            let variants = try ProductTable(connection: connection).variants(offers.map(\.variant))
            var views: [ShowID: OfferView] = [:]
            for offer in offers {
                guard let variant = variants[offer.variant] else { continue }
                views[offer.show] = (try? OfferPrices(offer, variant: variant, in: playbook, prices: prices))
                    .map { OfferView(offer, prices: $0) }
            }
            return views
        }
    }

    /// Ends the offers whose time is up; gives the errors of those that could not be ended.
    package func endOverdue(at time: Timestamp) async throws -> [any Error] {
        let prices = prices
        let overdue = try await journal.read { try OfferTable(connection: $0).overdue(at: time) }
        return await overdue.attemptEach { id in
            try await journal.write { connection, drafts in
                let offer = try OfferTable(connection: connection).offer(id)
                try OfferAnnouncer(connection: connection, prices: prices).end([offer], in: &drafts)
            }
        }
    }

    /// A variant that can be bought, with its product.
    private static func forSale(
        _ id: VariantID, in connection: any Connection
    ) throws -> (ProductID, Variant) {
        let products = try ProductTable(connection: connection).products(
            where: "id = (SELECT product FROM variants WHERE id = $1)", [.id(id)])
        guard let product = products.first, let variant = product.variants.first(where: { $0.id == id }) else {
            throw CommerceError.unknownVariant(id)
        }
        guard product.state == .active else { throw CommerceError.notForSale(id) }
        return (product.id, variant)
    }
}

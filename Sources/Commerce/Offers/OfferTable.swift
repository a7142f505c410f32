import Database
import Domain

/// Reads and changes offers inside a transaction.
struct OfferTable {
    let connection: any Connection

    func offer(_ id: OfferID) throws -> Offer {
        guard let offer = try offers(where: "id = $1", [.id(id)]).first else {
            throw CommerceError.unknownOffer(id)
        }
        return offer
    }

    /// The offer that stands in a show: running or sold out, its time not up.
    func standing(in show: ShowID, at time: Timestamp) throws -> Offer? {
        try offers(where: "show = $1 AND is_ended = 0 AND ends_at > $2", [.id(show), .time(time)]).first
    }

    /// The offers that stand in any of these shows, without those that cannot be read.
    func standing(in shows: [ShowID], at time: Timestamp) throws -> [Offer] {
        guard !shows.isEmpty else { return [] }
        let places = shows.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        return try rows(
            where: "ends_at > $1 AND is_ended = 0 AND show IN (\(places))", [.time(time)] + shows.map { .id($0) }
        ).compactMap { try? Offer(row: $0) }
    }

    /// What blocks a new offer in a show: at most one, whatever its time.
    func unended(in show: ShowID) throws -> [Offer] {
        try offers(where: "show = $1 AND is_ended = 0", [.id(show)])
    }

    /// What is not ended of a product's offers.
    func unended(of product: ProductID) throws -> [Offer] {
        try offers(where: "product = $1 AND is_ended = 0 ORDER BY show", [.id(product)])
    }

    /// What is not ended of a variant's offers.
    func unended(of variant: VariantID) throws -> [Offer] {
        try offers(where: "variant = $1 AND is_ended = 0 ORDER BY show", [.id(variant)])
    }

    /// All that are not ended although their time is up.
    func overdue(at time: Timestamp) throws -> [OfferID] {
        try connection.query(
            "SELECT id FROM offers WHERE is_ended = 0 AND ends_at <= $1 ORDER BY ends_at", [.time(time)]
        ).map { try $0.identifier("id") }
    }

    func insert(_ offer: Offer) throws {
        try connection.execute(
            """
            INSERT INTO offers (id, show, product, variant, price_minor, currency, units, taken, limit_per_buyer,
                starts_at, ends_at, is_ended)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .id(offer.id), .id(offer.show), .id(offer.product), .id(offer.variant), .minor(offer.price),
                .text(offer.price.currency.code), .count(offer.units), .count(offer.taken),
                .count(offer.limitPerBuyer), .time(offer.startsAt), .time(offer.endsAt), .flag(offer.isEnded),
            ])
    }

    /// False when it was ended already.
    func end(_ id: OfferID) throws -> Bool {
        try connection.execute("UPDATE offers SET is_ended = 1 WHERE id = $1 AND is_ended = 0", [.id(id)]) == 1
    }

    /// Takes units of the quota for a buyer; false when the offer is over or has too few left.
    ///
    /// - Throws: `offerLimitReached` when the buyer has had too many.
    func take(_ quantity: Int, of offer: Offer, title: String, for viewer: ViewerID, at time: Timestamp) throws -> Bool
    {
        let taken = try connection.query(
            """
            UPDATE offers SET taken = taken + $2
            WHERE id = $1 AND is_ended = 0 AND ends_at > $3 AND taken + $2 <= units RETURNING id
            """, [.id(offer.id), .count(quantity), .time(time)])
        guard !taken.isEmpty else { return false }
        let counted = try connection.query(
            """
            INSERT INTO offer_buyers (offer, viewer, taken) VALUES ($1, $2, $3)
            ON CONFLICT (offer, viewer) DO UPDATE SET taken = offer_buyers.taken + excluded.taken
            RETURNING taken
            """, [.id(offer.id), .id(viewer), .count(quantity)])
        guard let sum = try counted.first?.count("taken"), sum <= offer.limitPerBuyer else {
            throw CommerceError.offerLimitReached(variant: offer.variant, title: title, limit: offer.limitPerBuyer)
        }
        return true
    }

    /// Gives back what an unpaid order had taken.
    func giveBack(_ quantity: Int, of id: OfferID, for viewer: ViewerID) throws {
        try connection.execute("UPDATE offers SET taken = taken - $2 WHERE id = $1", [.id(id), .count(quantity)])
        try connection.execute(
            "UPDATE offer_buyers SET taken = taken - $3 WHERE offer = $1 AND viewer = $2",
            [.id(id), .id(viewer), .count(quantity)])
    }

    func taken(of id: OfferID, by viewer: ViewerID) throws -> Int {
        try connection.query(
            "SELECT taken FROM offer_buyers WHERE offer = $1 AND viewer = $2", [.id(id), .id(viewer)]
        ).first?.count("taken") ?? 0
    }

    private func offers(where condition: String, _ arguments: [SQLValue]) throws -> [Offer] {
        try rows(where: condition, arguments).map(Offer.init(row:))
    }

    private func rows(where condition: String, _ arguments: [SQLValue]) throws -> [Row] {
        try connection.query(
            """
            SELECT id, show, product, variant, price_minor, currency, units, taken, limit_per_buyer, starts_at,
                ends_at, is_ended
            FROM offers WHERE \(condition)
            """, arguments)
    }
}

extension Offer {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.identifier("id"),
            show: try row.identifier("show"),
            product: try row.identifier("product"),
            variant: try row.identifier("variant"),
            price: try row.money("price_minor", currency: "currency"),
            units: try row.count("units"),
            taken: try row.count("taken"),
            limitPerBuyer: try row.count("limit_per_buyer"),
            startsAt: try row.timestamp("starts_at"),
            endsAt: try row.timestamp("ends_at"),
            isEnded: try row.flag("is_ended"))
    }
}

package import Commerce
package import Domain
package import Rooms

/// Draws shows for the interface and for the room's snapshots: the one place where shows, rooms and shop meet.
package struct ShowBodies: SnapshotSource {
    private let shows: Shows
    private let commerce: Commerce
    private let clock: any WallClock
    private let board: LiveBoard

    package init(shows: Shows, commerce: Commerce, clock: any WallClock, board: LiveBoard) {
        self.shows = shows
        self.commerce = commerce
        self.clock = clock
        self.board = board
    }

    package func document(of show: ShowID, in market: MarketID) async throws -> [UInt8] {
        JSONBody.encode(try await body(of: shows.find(show), in: market, seenBy: nil))
    }

    /// A show with prices for one market and the caller's own vote.
    func body(of show: Show, in market: MarketID, seenBy viewer: ViewerID?) async throws -> ShowBody {
        await body(
            of: show, offer: try await commerce.offers.view(of: show.id, in: market, at: clock.now()), seenBy: viewer)
    }

    /// Several shows; their offers are read at once.
    func bodies(of shows: [Show], in market: MarketID, seenBy viewer: ViewerID?) async throws -> [ShowBody] {
        let offers = try await commerce.offers.views(of: shows.map(\.id), in: market, at: clock.now())
        var bodies: [ShowBody] = []
        for show in shows { bodies.append(await body(of: show, offer: offers[show.id], seenBy: viewer)) }
        return bodies
    }

    private func body(of show: Show, offer: OfferView?, seenBy viewer: ViewerID?) async -> ShowBody {
        let room = await board.hub?.openRoom(of: show.id)
        return ShowBody(
            show,
            live: ShowLive(
                viewers: await room?.viewers ?? 0,
                offer: offer,
                vote: await room?.vote(seenBy: viewer),
                media: await board.hub?.media(of: show.id) ?? .none))
    }

    /// A product that may be put in front: one the shop shows.
    func product(_ id: ProductID, in market: MarketID) async throws -> ProductView {
        try await commerce.catalogue.view(of: id, in: market)
    }
}

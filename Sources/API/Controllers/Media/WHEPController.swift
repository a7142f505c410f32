internal import HTTPTypes
internal import Hummingbird
internal import Markets
internal import Rooms

/// `/whep/{show}`: a viewer plays (draft-ietf-wish-whep).
struct WHEPController: RouteSource {
    let exchange: MediaExchange
    let shows: Shows
    let sessions: Sessions
    let drain: DrainState

    var routes: [Route] {
        [
            Route(
                .post, "/whep/{show}", .anybody, limit: .media, isOpen: true, "Plays a stream (WHEP)", handler: play),
            Route(.options, "/whep/{show}", .anybody, isOpen: true, "What the endpoint takes") { _ in
                exchange.options([.post, .options], accepts: [.acceptPost: MediaExchange.offerType])
            },
            // The session's address is its secret: 128 bits that only its maker was told.
            Route(
                .patch, "/whep/{show}/{session}", .anybody, limit: .media, isOpen: true, "Candidates and ICE restart",
                handler: exchange.patch),
            Route(
                .delete, "/whep/{show}/{session}", .anybody, limit: .media, isOpen: true, "Stops playing",
                handler: exchange.close),
            Route(.options, "/whep/{show}/{session}", .anybody, isOpen: true, "What the session takes") { _ in
                exchange.options([.patch, .delete, .options], accepts: [.acceptPatch: MediaExchange.fragmentType])
            },
            Route(
                .post, "/whep/{show}/{session}/layer", .anybody, limit: .layer, isOpen: true,
                "Says how large a picture the viewer has use for", handler: limit),
            Route(.options, "/whep/{show}/{session}/layer", .anybody, isOpen: true, "What the choice takes") { _ in
                exchange.options([.post, .options], accepts: [.acceptPost: "application/json"])
            },
        ]
    }

    private func play(_ request: Exchange) async throws -> Response {
        guard !drain.isDraining else { throw MediaRefusal.draining }
        // The state is looked at last: an offer may take its time.
        let offer = try await exchange.offer(request)
        let lines = try await lines(for: request)
        let show = try await shows.find(request.id("show"))
        try show.admit(request.caller)
        guard show.state != .ended else { throw MediaRefusal.showEnded }
        let answer = try await exchange.media.play(
            show: show.id, offer: offer, viewer: request.caller?.viewer,
            network: ClientAddress.network(of: request.address), lines: lines)
        return exchange.created(answer, show: show.id, extensions: [.layer])
    }

    /// How high a picture the caller's market is sent who has not chosen.
    private func lines(for request: Exchange) async throws -> Int? {
        let market = try await sessions.market(of: request.caller, acceptLanguage: request.headers[.acceptLanguage])
        return sessions.markets[market]?.picture.lines
    }

    private func limit(_ request: Exchange) async throws -> Response {
        let wish: LayerWish = try await request.json(limit: RequestLimits.layer)
        try await exchange.media.limit(session: request.id("session"), of: request.id("show"), lines: wish.lines())
        return Reply.noContent()
    }
}

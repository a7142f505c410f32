internal import HTTPTypes
internal import Hummingbird
internal import Markets
internal import Rooms

/// `/whep/{show}`: a viewer plays (draft-ietf-wish-whep).
struct WHEPController: RouteSource {
    let exchange: MediaExchange
    let shows: Shows
    let hub: RoomHub
    let stages: StageRelay
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
        try await admit(request.caller, to: show)
        // The plane of packets forgets a show that nobody uses.
        await stages.apply(to: show.id)
        let answer = try await exchange.media.play(
            show: show.id, offer: offer, viewer: request.caller?.viewer,
            network: ClientAddress.network(of: request.address), lines: lines)
        do {
            // Who was banned meanwhile was ended before there was a session.
            try await admit(request.caller, to: show)
        } catch {
            try await exchange.media.close(session: answer.session, of: show.id)
            throw error
        }
        return exchange.created(answer, show: show.id, extensions: [.layer])
    }

    /// Refuses the banned, and in a private show those who do not ring.
    private func admit(_ caller: Caller?, to show: Show) async throws {
        try await hub.admitViewer(caller?.viewer, role: caller?.role(in: show.id) ?? .viewer, to: show)
    }

    /// How high a picture the caller's market is sent who has not chosen.
    private func lines(for request: Exchange) async throws -> Int? {
        let market = try await sessions.market(of: request.caller, acceptLanguage: request.headers[.acceptLanguage])
        return sessions.markets[market]?.picture.lines
    }

    private func limit(_ request: Exchange) async throws -> Response {
        let wish: LayerWish = try await request.json(limit: RequestLimits.layer)
        try await exchange.media.limit(
            session: request.id("session"), of: request.id("show"), lines: wish.lines(), slot: wish.meantSlot())
        return Reply.noContent()
    }
}

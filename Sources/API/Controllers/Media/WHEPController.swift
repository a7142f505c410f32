internal import HTTPTypes
internal import Hummingbird
internal import Rooms

/// `/whep/{show}`: a viewer plays (draft-ietf-wish-whep).
struct WHEPController: RouteSource {
    let exchange: MediaExchange
    let shows: Shows
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
        ]
    }

    private func play(_ request: Exchange) async throws -> Response {
        guard !drain.isDraining else { throw MediaRefusal.draining }
        // The state is looked at last: an offer may take its time.
        let offer = try await exchange.offer(request)
        let show = try await shows.find(request.id("show"))
        try show.admit(request.caller)
        guard show.state != .ended else { throw MediaRefusal.showEnded }
        let answer = try await exchange.media.play(
            show: show.id, offer: offer, viewer: request.caller?.viewer,
            network: ClientAddress.network(of: request.address))
        return exchange.created(answer, show: show.id)
    }
}

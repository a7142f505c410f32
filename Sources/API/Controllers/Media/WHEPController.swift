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
                .post, "/whep/{show}", .anybody, limit: .media, "Plays a stream (WHEP)",
                handler: MediaExchange.opening(play)),
            Route(.options, "/whep/{show}", .anybody, "What the endpoint takes") { _ in
                MediaExchange.preflight([.post, .options], accepts: [.acceptPost: MediaExchange.offerType])
            },
            // The session's address is its secret: 128 bits that only its maker was told.
            Route(
                .patch, "/whep/{show}/{session}", .anybody, limit: .media, "Candidates and ICE restart",
                handler: MediaExchange.opening(exchange.patch)),
            Route(
                .delete, "/whep/{show}/{session}", .anybody, limit: .media, "Stops playing",
                handler: MediaExchange.opening(exchange.close)),
            Route(.options, "/whep/{show}/{session}", .anybody, "What the session takes") { _ in
                MediaExchange.preflight(
                    [.patch, .delete, .options], accepts: [.acceptPatch: MediaExchange.fragmentType])
            },
        ]
    }

    private func play(_ request: Exchange) async throws -> Response {
        guard !drain.isDraining else { throw MediaRefusal.draining }
        let show = try await shows.find(request.id("show"))
        try show.admit(request.caller)
        let answer = try await exchange.media.play(
            show: show.id, offer: exchange.offer(request), viewer: request.caller?.viewer)
        return exchange.created(answer, show: show.id)
    }
}

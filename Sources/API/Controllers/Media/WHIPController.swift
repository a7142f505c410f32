internal import HTTPTypes
internal import Hummingbird
internal import Rooms

/// `/whip/{show}`: a host publishes (RFC 9725).
struct WHIPController: RouteSource {
    let exchange: MediaExchange
    let shows: Shows
    let streams: StreamStates
    let drain: DrainState

    var routes: [Route] {
        [
            Route(
                .post, "/whip/{show}", .publisher, limit: .media, isOpen: true, "Publishes a stream (WHIP)",
                handler: publish),
            Route(.options, "/whip/{show}", .publisher, isOpen: true, "What the endpoint takes") { _ in
                exchange.options([.post, .options], accepts: [.acceptPost: MediaExchange.offerType])
            },
            Route(
                .patch, "/whip/{show}/{session}", .publisher, limit: .media, isOpen: true, "Candidates and ICE restart",
                handler: patch),
            Route(
                .delete, "/whip/{show}/{session}", .publisher, limit: .media, isOpen: true, "Ends the stream",
                handler: close),
            Route(.options, "/whip/{show}/{session}", .publisher, isOpen: true, "What the session takes") { _ in
                exchange.options([.patch, .delete, .options], accepts: [.acceptPatch: MediaExchange.fragmentType])
            },
        ]
    }

    private func publish(_ request: Exchange) async throws -> Response {
        guard !drain.isDraining else { throw MediaRefusal.draining }
        let caller = try Self.host(request)
        let offer = try await exchange.offer(request)
        let show = try await shows.find(request.id("show"))
        guard show.state != .ended else { throw MediaRefusal.showEnded }
        // After a restart the plane of packets does not know that a show is paused.
        try await streams.apply(to: show.id)
        let answer = try await exchange.media.publish(
            show: show.id, offer: offer,
            by: Publisher(subject: caller.claims.subject, name: caller.claims.name))
        return exchange.created(answer, show: show.id)
    }

    private func patch(_ request: Exchange) async throws -> Response {
        _ = try Self.host(request)
        return try await exchange.patch(request)
    }

    private func close(_ request: Exchange) async throws -> Response {
        _ = try Self.host(request)
        return try await exchange.close(request)
    }

    /// Publishing takes a bearer token: a page must not be able to go on air with a visitor's cookie.
    private static func host(_ request: Exchange) throws(Problem) -> Caller {
        guard let caller = request.caller, caller.source == .bearer else { throw .signInNeeded }
        guard caller.role(in: request.id("show")) >= .host else { throw .forbidden(needs: .host) }
        return caller
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import Rooms

/// `/whip/{show}`: a host publishes, or a guest of the stage (RFC 9725).
struct WHIPController: RouteSource {
    let exchange: MediaExchange
    let shows: Shows
    let hub: RoomHub
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
        guard let caller = request.caller else { throw Problem.signInNeeded }
        // A cookie counts only with the page's own token, so that no other page puts a guest on the stage.
        return caller.source == .cookie && caller.role(in: request.id("show")) < .host
            ? try await publish(request, asGuest: caller) : try await publish(request, asHost: Self.host(request))
    }

    private func publish(_ request: Exchange, asHost caller: Caller) async throws -> Response {
        let offer = try await exchange.offer(request)
        let show = try await shows.find(request.id("show"))
        let slot = try Self.slot(request, in: show.scene.scene)
        guard show.state != .ended else { throw MediaRefusal.showEnded }
        try await hub.hostCame(StageHost(person: caller.viewer, slot: slot), to: show)
        // After a restart the plane of packets knows neither that a show is paused nor who is on its stage.
        try await streams.apply(to: show.id)
        let answer = try await exchange.media.publish(
            show: show.id, offer: offer,
            by: Publisher(subject: caller.claims.subject, name: caller.claims.name, slot: slot))
        return exchange.created(answer, show: show.id)
    }

    /// Nothing of it goes anywhere until the host lets this person onto the stage.
    private func publish(_ request: Exchange, asGuest caller: Caller) async throws -> Response {
        let offer = try await exchange.offer(request)
        let show = try await shows.find(request.id("show"))
        try show.admit(caller)
        guard show.state != .ended else { throw MediaRefusal.showEnded }
        let room = try await hub.room(of: show.id)
        try await room.admitPublisher(caller.viewer)
        try await streams.apply(to: show.id)
        let answer = try await exchange.media.publish(
            show: show.id, offer: offer,
            by: Publisher(subject: caller.claims.subject, name: caller.claims.name, slot: nil))
        do {
            // Who was banned meanwhile was ended before there was a session.
            try await room.admitPublisher(caller.viewer)
        } catch {
            try await exchange.media.close(session: answer.session, of: show.id)
            throw error
        }
        return exchange.created(answer, show: show.id)
    }

    private func patch(_ request: Exchange) async throws -> Response {
        try Self.checkSession(request)
        return try await exchange.patch(request)
    }

    private func close(_ request: Exchange) async throws -> Response {
        try Self.checkSession(request)
        return try await exchange.close(request)
    }

    /// Publishing as a host takes a bearer token: a page must not be able to go on air with an operator's cookie.
    private static func host(_ request: Exchange) throws(Problem) -> Caller {
        guard let caller = request.caller, caller.source == .bearer else { throw .signInNeeded }
        guard caller.role(in: request.id("show")) >= .host else { throw .forbidden(needs: .host) }
        return caller
    }

    /// A token must be a host's; without one the session's address is its secret, which only its maker was told.
    private static func checkSession(_ request: Exchange) throws(Problem) {
        if request.caller?.source == .bearer { _ = try host(request) }
    }

    /// The slot that a host's camera asks for.
    private static func slot(_ request: Exchange, in scene: any Scene) throws(Problem) -> Int {
        guard let text = request.query("slot") else { return 1 }
        guard let slot = Int(text), scene.cameras.contains(slot) else {
            throw .unprocessable(
                field: "slot",
                why: "cameras of hosts have slot 1 in every scene, and slot 2 in “\(SceneName.product.rawValue)”")
        }
        return slot
    }
}

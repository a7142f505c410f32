internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/shows/{show}/stage` and `…/calls`: who is seen and heard in a show.
struct StageController: RouteSource {
    let shows: Shows
    let hub: RoomHub
    let calls: Calls
    let bodies: ShowBodies
    let sessions: Sessions

    var routes: [Route] {
        [
            Route(
                .post, "/api/v1/shows/{show}/stage", .session, limit: .stage, "Does something on the show's stage",
                handler: perform),
            Route(
                .get, "/api/v1/shows/{show}/calls", .show(.moderator), "Calls that a private show has had",
                handler: list),
            Route(
                .put, "/api/v1/shows/{show}/calls/{call}", .show(.moderator), "Puts a missed call away",
                handler: putAway),
        ]
    }

    private func perform(_ exchange: Exchange) async throws -> Response {
        let body: StageCommandBody = try await exchange.json(limit: RequestLimits.stage)
        let command = try body.command()
        let caller = try exchange.signedIn()
        let show = try await shows.find(exchange.id("show"))
        try show.admit(caller)
        let actor = StageCaller(
            person: caller.viewer, name: try await name(of: caller, saying: command, exchange),
            role: caller.role(in: show.id))
        return Reply.json(try await hub.perform(command, by: actor, in: show.id))
    }

    /// The name a hand is raised under; whatever else is said needs none.
    ///
    /// Refuses a product that the shop does not show.
    private func name(of caller: Caller, saying command: StageCommand, _ exchange: Exchange) async throws -> String {
        guard case .raise(_, let product) = command else { return "" }
        let visitor = try await sessions.visitor(of: caller, acceptLanguage: exchange.headers[.acceptLanguage])
        if let product { _ = try await bodies.product(product, in: visitor.market) }
        return visitor.name
    }

    private func list(_ exchange: Exchange) async throws -> Response {
        let (after, limit) = try exchange.page()
        var states = Call.State.over
        if let wanted = exchange.query("state") {
            guard let state = Call.State(rawValue: wanted), Call.State.over.contains(state) else {
                throw Problem.invalid("“state” is missed, ended or done.")
            }
            states = [state]
        }
        let show = try await shows.find(exchange.id("show"))
        let page = try await calls.list(states, of: show.id, after: after.map { CallID($0) }, limit: limit)
        return Reply.list(page.map(CallBody.init), next: page.count == limit ? page.last?.id.rawValue : nil)
    }

    private struct Change: Decodable {
        let state: Call.State
    }

    private func putAway(_ exchange: Exchange) async throws -> Response {
        let change: Change = try await exchange.json()
        guard change.state == .done else {
            throw Problem.unprocessable(field: "state", why: "a missed call can be “done”, and nothing else")
        }
        let call = try await calls.putAway(
            exchange.id("call"), of: exchange.id("show"), by: exchange.signedIn().claims.subject)
        return Reply.json(CallBody(call))
    }
}

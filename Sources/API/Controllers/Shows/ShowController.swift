internal import Commerce
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Rooms

/// `/api/v1/shows`: announcing, airing and ending.
struct ShowController: RouteSource {
    let shows: Shows
    let bodies: ShowBodies
    let sessions: Sessions
    let streams: StreamStates

    var routes: [Route] {
        [
            Route(.get, "/api/v1/shows", .anybody, "Shows, the one on air first", handler: list),
            Route(.post, "/api/v1/shows", .role(.owner), "Announces a show", handler: create),
            Route(.get, "/api/v1/shows/{show}", .anybody, "One show", handler: read),
            Route(.patch, "/api/v1/shows/{show}", .role(.owner), "Changes a show", handler: change),
            Route(.delete, "/api/v1/shows/{show}", .role(.owner), "Removes a show that is not on air", handler: remove),
            Route(.put, "/api/v1/shows/{show}/state", .show(.host), "Airs, pauses or ends a show", handler: step),
            Route(.put, "/api/v1/shows/{show}/pin", .show(.moderator), "Puts a product in front", handler: pin),
            Route(.delete, "/api/v1/shows/{show}/pin", .show(.moderator), "Takes the product away") { exchange in
                try await pin(nil, exchange)
            },
        ]
    }

    private func list(_ exchange: Exchange) async throws -> Response {
        var states = Set(ShowState.allCases)
        if let wanted = exchange.query("state") {
            let words = wanted.split(separator: ",")
            states = Set(words.compactMap { ShowState(rawValue: String($0)) })
            guard states.count == Set(words).count else {
                throw Problem.invalid("“state” lists scheduled, live, paused or ended.")
            }
            // A break is part of being on air: who asks for what is live means both.
            if states.contains(.live) { states.insert(.paused) }
        }
        let (after, limit) = try exchange.page()
        let page = try await shows.list(states, after: after.map { ShowID($0) }, limit: limit)
        let open = page.filter { (try? $0.admit(exchange.caller)) != nil }
        let items = try await bodies.bodies(of: open, in: market(of: exchange), seenBy: exchange.caller?.viewer)
        return Reply.list(items, next: page.count == limit ? page.last?.id.rawValue : nil)
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let show = try await shows.find(exchange.id("show"))
        try show.admit(exchange.caller)
        return try await reply(with: show, to: exchange)
    }

    private struct Input: Decodable {
        let id: String?
        let title: String?
        let description: String?
        let host: String?
        let language: String?
        let poster: Settable<String>?
        let access: ShowAccess?
        let allowsLinks: Bool?
        let startsAt: Settable<Timestamp>?
        let scene: SceneName?

        func spokenLanguage() throws(Problem) -> Language? {
            guard let language else { return nil }
            guard let tag = Language(language) else {
                throw .unprocessable(
                    field: "language", why: "“\(language)” is not a language tag such as “en” or “pt-BR”")
            }
            return tag
        }
    }

    private func create(_ exchange: Exchange) async throws -> Response {
        let input: Input = try await exchange.json()
        guard let title = input.title, let host = input.host else {
            throw Problem.invalid("A show needs “title” and “host”.")
        }
        guard let language = try input.spokenLanguage() ?? Language("en") else { throw Problem.internalError }
        let draft = ShowDraft(
            id: input.id.map { ShowID($0) }, title: title, description: input.description ?? "", host: host,
            language: language, poster: input.poster?.value, access: input.access ?? .open,
            allowsLinks: input.allowsLinks ?? false, startsAt: input.startsAt?.value,
            scene: input.scene ?? .single)
        return try await reply(with: shows.create(draft), to: exchange, status: .created)
    }

    private func change(_ exchange: Exchange) async throws -> Response {
        let input: Input = try await exchange.json()
        var change = ShowChange()
        change.title = input.title
        change.description = input.description
        change.host = input.host
        change.language = try input.spokenLanguage()
        change.poster = input.poster.map(\.value)
        change.access = input.access
        change.allowsLinks = input.allowsLinks
        change.startsAt = input.startsAt.map(\.value)
        change.scene = input.scene
        return try await reply(with: shows.change(exchange.id("show"), change), to: exchange)
    }

    private func remove(_ exchange: Exchange) async throws -> Response {
        try await shows.remove(exchange.id("show"))
        try await streams.apply(to: exchange.id("show"))
        return Reply.noContent()
    }

    private struct Step: Decodable {
        let state: ShowState
    }

    private func step(_ exchange: Exchange) async throws -> Response {
        let step: Step = try await exchange.json()
        let show = try await shows.step(exchange.id("show"), to: step.state)
        try await streams.apply(to: show.id)
        return try await reply(with: show, to: exchange)
    }

    private struct Pin: Decodable {
        let product: ProductID
    }

    private func pin(_ exchange: Exchange) async throws -> Response {
        let wanted: Pin = try await exchange.json()
        // Refuses what the shop does not show, before it is put in front of everybody.
        _ = try await bodies.product(wanted.product, in: market(of: exchange))
        return try await pin(wanted.product, exchange)
    }

    private func pin(_ product: ProductID?, _ exchange: Exchange) async throws -> Response {
        let show = try await shows.pin(product, in: exchange.id("show"), by: exchange.signedIn().claims.subject)
        return try await reply(with: show, to: exchange)
    }

    private func reply(
        with show: Show, to exchange: Exchange, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        Reply.json(
            try await bodies.body(of: show, in: market(of: exchange), seenBy: exchange.caller?.viewer), status: status)
    }

    private func market(of exchange: Exchange) async throws -> MarketID {
        try await sessions.market(of: exchange.caller, acceptLanguage: exchange.headers[.acceptLanguage])
    }
}

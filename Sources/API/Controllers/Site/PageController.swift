internal import Domain
internal import Hummingbird
internal import Rooms

/// The pages people open.
struct PageController: RouteSource {
    let files: SiteFiles

    var routes: [Route] {
        [
            page("/", "lobby", "Lobby"),
            page("/live/{show}", "live", "A show"),
            page("/order/{order}", "order", "An order"),
            page("/orders", "orders", "Order history"),
            page("/sign-in", "sign-in", "Signing in"),
            Route(.get, "/studio/{show}", .anybody, "A show's studio") { exchange in
                let isHost = exchange.caller.map { $0.role(in: exchange.id("show")) >= .host } ?? false
                return inside("studio", isHost, exchange)
            },
            console("/console"),
            console("/console/{section}"),
            Route(.get, "/assets/**", .anybody, limit: .files, "Parts of pages") { exchange in
                try files.part(exchange.parameters.getCatchAll().map(String.init), for: exchange)
            },
        ]
    }

    private func page(_ path: String, _ name: String, _ summary: String) -> Route {
        Route(.get, path, .anybody, summary) { files.page(name, for: $0) }
    }

    private func console(_ path: String) -> Route {
        Route(.get, path, .anybody, "The console") { exchange in
            let isOperator = exchange.caller.map { $0.role > .viewer && $0.claims.scope == .all } ?? false
            return inside("console", isOperator, exchange)
        }
    }

    /// A page for those who may work there; others are sent to the door, and back after it.
    private func inside(_ name: String, _ mayEnter: Bool, _ exchange: Exchange) -> Response {
        mayEnter ? files.page(name, for: exchange) : Reply.redirect(to: "/sign-in?to=\(exchange.request.uri.path)")
    }
}

internal import Hummingbird

/// `/openapi.json`: the routes, for programs.
struct OpenAPIController: RouteSource {
    /// Every route of the server but this one.
    let described: [Route]

    var routes: [Route] {
        [Route(.get, Self.path, .anybody, "This document") { _ in Reply.json(OpenAPIDocument(routes: all)) }]
    }

    private static let path = "/openapi.json"

    private var all: [Route] {
        described + [Route(.get, Self.path, .anybody, "This document") { _ in Reply.noContent() }]
    }
}

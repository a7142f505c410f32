internal import HTTPTypes
internal import Hummingbird

/// All routes of the server, and the router drawn from them.
struct RouteTable: Sendable {
    let routes: [Route]

    init(_ sources: [any RouteSource]) {
        routes = sources.flatMap(\.routes)
    }

    /// The methods that answer on a path with what the resource is; the rest answers 405 and says so.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    func router(gate: Gate) -> Router<EdgeContext> {
        let router = Router(context: EdgeContext.self)
        router.add(middleware: UnknownAddress(isSecure: gate.isSecure))
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            var answered = Set(routes.map(\.method))
            for route in routes {
                router.on(RouterPath(path), method: route.method) { request, context in
                    await gate.respond(to: request, context: context, by: route)
                }
            }
            if let get = routes.first(where: { $0.method == .get }), answered.insert(.head).inserted {
                router.on(RouterPath(path), method: .head) { request, context in
                    await gate.respond(to: request, context: context, by: get).createHeadResponse()
                }
            }
            let allowed = Self.methods.filter(answered.contains)
            for method in Self.methods where !answered.contains(method) {
                let isOpen = routes.contains(where: \.isOpen)
                let refusal = Route(method, path, .anybody, limit: .read, isOpen: isOpen, "") { _ in
                    throw Problem.wrongMethod(allowed: allowed)
                }
                router.on(RouterPath(path), method: method) { request, context in
                    await gate.respond(to: request, context: context, by: refusal)
                }
            }
        }
        return router
    }
}

/// Answers for addresses that have no route.
private struct UnknownAddress: RouterMiddleware {
    typealias Context = EdgeContext

    let isSecure: Bool

    func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var response = Gate.answer(error, request: request, logger: context.logger)
            SecurityHeaders.add(to: &response.headers, path: request.uri.path, isSecure: isSecure)
            return response
        }
    }
}

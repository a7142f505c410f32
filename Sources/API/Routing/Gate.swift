internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Rooms

/// What every request passes before its handler: limits, identity, rights, and the page's own token.
struct Gate: Sendable {
    let authenticator: Authenticator
    let limiter: RateLimiter
    let addresses: ClientAddress
    let metrics: EdgeMetrics
    let isSecure: Bool

    /// Runs a route; whatever goes wrong becomes a problem document.
    func respond(to request: Request, context: EdgeContext, by route: Route) async -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await route.handler(admit(request, context: context, to: route))
        } catch {
            response = Self.answer(error, request: request, logger: context.logger)
        }
        SecurityHeaders.add(to: &response.headers, path: request.uri.path, isSecure: isSecure)
        if route.isOpen { CrossOrigin.add(to: &response.headers) }
        metrics.record(
            request.method, route: route.path, status: Int(response.status.code), took: .now - start)
        return response
    }

    private func admit(_ request: Request, context: EdgeContext, to route: Route) throws -> Exchange {
        let address = addresses.resolve(peer: context.peer, forwarded: request.headers[values: .forwardedFor])
        if let wait = limiter.wait(route.limit, for: ClientAddress.network(of: address)) {
            throw Problem.tooMany(retryAfter: wait)
        }
        var caller = try authenticator.caller(
            headers: request.headers, for: route.access == .publisher ? .publishing : .everything)
        let isForged = route.isUnsafe && route.access != .code && caller.map { !isMeant(request, by: $0) } ?? false
        // A player of another maker on a page of ours sends the cookie without knowing of it.
        if isForged, route.isOpen { caller = nil }
        // Many people may share an address, and one may have many: who is known is counted by name too.
        if let caller, caller.role == .viewer,
            let wait = limiter.wait(route.limit, for: "account:\(caller.claims.subject)")
        {
            throw Problem.tooMany(retryAfter: wait)
        }
        try Self.check(route.access, caller: caller, parameters: context.parameters)
        if isForged, !route.isOpen { throw Problem.forgery }
        return Exchange(
            request: request, parameters: context.parameters, caller: caller, address: address, isSecure: isSecure)
    }

    /// Whether the caller's own page sent a request: a cookie comes with any, the page's token with none but its own.
    private func isMeant(_ request: Request, by caller: Caller) -> Bool {
        guard caller.source == .cookie else { return true }
        guard let token = request.headers[.forgeryGuard] else { return false }
        return authenticator.signer.acceptsForgeryGuard(token, for: caller.claims.id)
    }

    private static func check(_ access: Access, caller: Caller?, parameters: Parameters) throws(Problem) {
        switch access {
        case .anybody, .code, .publisher:
            return
        case .session:
            guard caller != nil else { throw .signInNeeded }
        case .role(let role):
            guard let caller else { throw .signInNeeded }
            guard caller.role >= role, caller.claims.scope == .all else { throw .forbidden(needs: role) }
        case .anyShow(let role):
            guard let caller else { throw .signInNeeded }
            guard caller.role >= role else { throw .forbidden(needs: role) }
        case .show(let role):
            guard let caller else { throw .signInNeeded }
            let show = ShowID(parameters.get("show") ?? "")
            guard caller.role(in: show) >= role else { throw .forbidden(needs: role) }
        }
    }

    /// The answer to an error; what is none of ours is for the log alone.
    static func answer(_ error: any Error, request: Request, logger: Logger) -> Response {
        if let problem = Problem(error) {
            // The caller is told, but only the operator can mend it.
            if problem == .diskFull {
                logger.error("The disk is full: changes are refused", metadata: ["path": "\(request.uri.path)"])
            }
            return problem.response
        }
        logger.error(
            "A request failed",
            metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "error": "\(error)"])
        return Problem.internalError.response
    }
}

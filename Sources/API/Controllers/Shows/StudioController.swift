internal import Domain
internal import Hummingbird
internal import Rooms

/// What a host's studio and OBS need: where to send the stream, and how it arrives.
struct StudioController: RouteSource {
    let shows: Shows
    let hub: RoomHub
    let media: any MediaPlane
    let sessions: Sessions
    let revocations: Revocations

    var routes: [Route] {
        [
            Route(
                .get, "/api/v1/shows/{show}/ingest", .show(.host), "The WHIP address and a token for it",
                handler: ingest),
            Route(
                .get, "/api/v1/shows/{show}/health", .show(.moderator), "What the server sees of the host's stream",
                handler: health),
        ]
    }

    private struct Ingest: Encodable {
        let whip: String
        let token: String
        let expires: Timestamp
    }

    private func ingest(_ exchange: Exchange) async throws -> Response {
        let show = try await shows.find(exchange.id("show"))
        let caller = try exchange.signedIn()
        let now = sessions.clock.now()
        guard let issued = revocations.issue(to: MemberID(caller.claims.subject), asked: now) else {
            throw TokenError.revoked
        }
        let claims = sessions.ingest(show.id, for: caller, issued: issued)
        let scheme = exchange.isSecure ? "https" : "http"
        let origin = exchange.request.head.authority.map { "\(scheme)://\($0)" } ?? ""
        return Reply.json(
            Ingest(
                whip: "\(origin)/whip/\(show.id)", token: sessions.signer.sign(claims), expires: claims.expiresAt))
    }

    private func health(_ exchange: Exchange) async throws -> Response {
        let show = try await shows.find(exchange.id("show"))
        return Reply.json(
            HealthBody(await media.health(of: show.id), viewers: await hub.openRoom(of: show.id)?.viewers ?? 0))
    }
}

internal import Database
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rooms

/// What those who run the server ask it.
struct OperationsController: RouteSource {
    let database: any Database
    let media: any MediaPlane
    let drain: DrainState
    let metrics: MetricsRegistry
    /// Whether a proxy stands in front: then callers from this machine may be anybody.
    let isProxied: Bool

    var routes: [Route] {
        [
            Route(.get, "/healthz", .anybody, "Whether the process lives") { _ in
                Reply.text("ok\n", type: "text/plain; charset=utf-8")
            },
            Route(.get, "/readyz", .anybody, "Whether it takes work", handler: ready),
            Route(.get, "/metrics", .anybody, "Metrics for Prometheus", handler: tell),
        ]
    }

    private struct Readiness: Encodable {
        let ready: Bool
        let database: Bool
        let media: Bool
        let draining: Bool
    }

    private func ready(_ exchange: Exchange) async throws -> Response {
        let canWrite = await canWrite()
        let takesMedia = await media.isReady
        let isReady = canWrite && takesMedia && !drain.isDraining
        return Reply.json(
            Readiness(ready: isReady, database: canWrite, media: takesMedia, draining: drain.isDraining),
            status: isReady ? .ok : .serviceUnavailable)
    }

    /// A real write of a mark without meaning: a full disk or a read-only one is found here, before a buyer finds it.
    ///
    /// What changes no row writes nothing, and so does a row that stays the same. No token's id is empty.
    private func canWrite() async -> Bool {
        do {
            _ = try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO revoked_tokens (id, expires_at) VALUES ('', 0)
                    ON CONFLICT (id) DO UPDATE SET expires_at = 1 - revoked_tokens.expires_at
                    """, [])
            }
            return true
        } catch {
            return false
        }
    }

    /// Metrics tell how business goes: to the machine itself, and to owners.
    private func tell(_ exchange: Exchange) async throws -> Response {
        // A proxy on the same machine brings the whole world under its own address.
        let isLocal =
            !isProxied && ["127.0.0.1", "::1"].contains(exchange.address) && exchange.headers[.forwardedFor] == nil
        guard isLocal || exchange.caller.map({ $0.role == .owner && $0.claims.scope == .all }) == true else {
            throw Problem.forbidden(needs: .owner)
        }
        return Reply.text(await metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

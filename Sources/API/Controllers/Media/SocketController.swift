internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// `/shows/{show}/socket` for requests that are no upgrade, or whose upgrade was refused: says why.
struct SocketController: RouteSource {
    let admission: SocketAdmission

    var routes: [Route] {
        [
            Route(.get, "/shows/{show}/socket", .anybody, limit: .media, "The room, as a WebSocket") { exchange in
                _ = try await admission.check(
                    show: exchange.id("show"), authority: exchange.request.head.authority, headers: exchange.headers,
                    token: exchange.query("token"), network: ClientAddress.network(of: exchange.address))
                var response = Problem(
                    .upgradeRequired, "upgrade-required", title: "This is a WebSocket",
                    detail: "The room speaks WebSocket, version 13 (RFC 6455).",
                    action: "Open it with a WebSocket client."
                ).response
                response.headers[.upgrade] = "websocket"
                response.headers[.connection] = "Upgrade"
                return response
            }
        ]
    }
}

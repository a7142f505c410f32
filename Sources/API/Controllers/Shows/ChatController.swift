internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/shows/{show}/chat` and `…/mutes`: keeping a room pleasant.
struct ChatController: RouteSource {
    let hub: RoomHub

    var routes: [Route] {
        [
            Route(
                .delete, "/api/v1/shows/{show}/chat/{message}", .show(.moderator), "Hides a line for everybody",
                handler: hide),
            Route(
                .put, "/api/v1/shows/{show}/mutes/{viewer}", .show(.moderator), "Refuses a viewer's lines for a while",
                handler: mute),
            Route(
                .delete, "/api/v1/shows/{show}/mutes/{viewer}", .show(.moderator), "Lets a viewer speak again"
            ) { exchange in
                try await mute(exchange, for: .zero)
            },
        ]
    }

    private func hide(_ exchange: Exchange) async throws -> Response {
        let room = try await hub.room(of: exchange.id("show"))
        let message = exchange.id("message", ChatMessageID.self)
        guard try await room.hide(message, by: exchange.signedIn().claims.subject) else {
            throw Problem.notFound("The line \(message)")
        }
        return Reply.noContent()
    }

    private struct Mute: Decodable {
        let seconds: Int64
    }

    private func mute(_ exchange: Exchange) async throws -> Response {
        let mute: Mute = try await exchange.json()
        let longest = ChatLimits().longestMute.components.seconds
        guard (1...longest).contains(mute.seconds) else {
            throw Problem.unprocessable(field: "seconds", why: "it is a number from 1 to \(longest)")
        }
        return try await self.mute(exchange, for: .seconds(mute.seconds))
    }

    private func mute(_ exchange: Exchange, for duration: Duration) async throws -> Response {
        let room = try await hub.room(of: exchange.id("show"))
        try await room.mute(exchange.id("viewer"), for: duration, by: exchange.signedIn().claims.subject)
        return Reply.noContent()
    }
}

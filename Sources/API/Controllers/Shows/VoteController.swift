internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/shows/{show}/votes`: asking the room.
struct VoteController: RouteSource {
    let hub: RoomHub

    var routes: [Route] {
        [
            Route(.post, "/api/v1/shows/{show}/votes", .show(.host), "Asks the room a question", handler: open),
            Route(.put, "/api/v1/shows/{show}/votes/{vote}", .show(.host), "Closes a vote", handler: close),
        ]
    }

    private struct Question: Decodable {
        let question: String
        let answers: [VoteAnswer]
        let seconds: Int?
    }

    private func open(_ exchange: Exchange) async throws -> Response {
        let question: Question = try await exchange.json()
        let draft = try VoteDraft(question: question.question, answers: question.answers, seconds: question.seconds)
        let vote = try await hub.room(of: exchange.id("show")).open(draft)
        return Reply.json(VoteBody(vote), status: .created)
    }

    private struct Close: Decodable {
        let state: VoteState
        let pinned: Bool?
    }

    private func close(_ exchange: Exchange) async throws -> Response {
        let close: Close = try await exchange.json()
        guard close.state == .closed else {
            throw Problem.unprocessable(field: "state", why: "a vote can be “closed”, and not opened again")
        }
        let vote = try await hub.room(of: exchange.id("show")).close(exchange.id("vote"), pinned: close.pinned ?? false)
        return Reply.json(VoteBody(vote))
    }
}

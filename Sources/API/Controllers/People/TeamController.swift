internal import Domain
internal import Hummingbird
internal import Rooms

/// `/api/v1/team`: the people of the house.
struct TeamController: RouteSource {
    let team: Team
    let codes: EntryCodes
    let media: any MediaPlane

    var routes: [Route] {
        [
            Route(.get, "/api/v1/team", .role(.owner), "The people of the house") { _ in
                Reply.list(try await team.list().map(MemberBody.init))
            },
            Route(.post, "/api/v1/team", .role(.owner), "Invites somebody; answers a one-time link", handler: invite),
            Route(.patch, "/api/v1/team/{member}", .role(.owner), "Changes a role", handler: change),
            Route(.delete, "/api/v1/team/{member}", .role(.owner), "Takes somebody out of the team") { exchange in
                let member: MemberID = exchange.id("member")
                try await team.remove(member)
                await media.end(publisher: member.rawValue)
                return Reply.noContent()
            },
        ]
    }

    private struct Invitation: Decodable {
        let email: String
        let role: Role
    }

    private struct MemberBody: Encodable {
        let id: MemberID
        let email: String
        let role: Role
        let hasPassword: Bool
        var link: String?

        init(_ member: Member) {
            id = member.id
            email = member.email.text
            role = member.role
            hasPassword = member.hasPassword
        }
    }

    private func invite(_ exchange: Exchange) async throws -> Response {
        let invitation: Invitation = try await exchange.json()
        guard let email = Email(invitation.email) else {
            throw Problem.unprocessable(field: "email", why: "it is not an address")
        }
        let member = try await team.add(email, role: try Self.operatorRole(invitation.role))
        let code = try await codes.issue(
            EntryCodes.Grant(role: member.role, scope: .all, member: member.id), for: TokenLimits.invitation)
        var body = MemberBody(member)
        body.link = "/enter/\(code)"
        return Reply.json(body, status: .created)
    }

    private struct Change: Decodable {
        let role: Role
    }

    private func change(_ exchange: Exchange) async throws -> Response {
        let change: Change = try await exchange.json()
        let member = try await team.change(exchange.id("member"), role: try Self.operatorRole(change.role))
        if member.role < .host { await media.end(publisher: member.id.rawValue) }
        return Reply.json(MemberBody(member))
    }

    private static func operatorRole(_ role: Role) throws(Problem) -> Role {
        guard role > .viewer else {
            throw .unprocessable(field: "role", why: "it is one of owner, host, moderator")
        }
        return role
    }
}

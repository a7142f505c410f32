import Database
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markets
import Rooms
import Synchronization
import Testing

@testable import API

struct SessionTests {
    @Test func `a newcomer gets a session and keeps it`() async throws {
        let house = try await House()
        try await house.serve { client in
            #expect(try await client.send(.get, "/api/v1/session").problem == "sign-in-needed")
            let made = try await client.send(.post, "/api/v1/session", json: #"{"name":"Mai","market":"ID"}"#)
            #expect(made.object["role"] as? String == "viewer" && made.object["currency"] as? String == "IDR")
            let cookie = try #require(made.cookie)
            let again = try await client.send(.get, "/api/v1/session", [.cookie: cookie])
            #expect(again.object["viewer"] as? String == made.object["viewer"] as? String)
            #expect(again.object["name"] as? String == "Mai")
        }
    }

    @Test func `a change with a cookie needs the page's own token`() async throws {
        let house = try await House()
        try await house.serve { client in
            let made = try await client.send(.post, "/api/v1/session", json: "{}")
            let other = try await client.send(.post, "/api/v1/session", json: "{}")
            let cookie = try #require(made.cookie)
            let csrf = try #require(made.object["csrf"] as? String)
            let foreign = try #require(other.object["csrf"] as? String)
            for wrong in [nil, "", "x", foreign] {
                var headers: HTTPFields = [.cookie: cookie]
                headers[.forgeryGuard] = wrong
                let answer = try await client.send(.post, "/api/v1/session", headers, json: "{}")
                #expect(answer.problem == "csrf-token-wrong")
            }
            var headers: HTTPFields = [.cookie: cookie]
            headers[.forgeryGuard] = csrf
            #expect(try await client.send(.post, "/api/v1/session", headers, json: "{}").status == .ok)
            // A bearer token is not sent by browsers unasked: it needs none.
            #expect(try await client.send(.post, "/api/v1/session", house.bearer(.viewer), json: "{}").status == .ok)
        }
    }

    @Test func `signing out takes the token back`() async throws {
        let house = try await House()
        try await house.serve { client in
            let made = try await client.send(.post, "/api/v1/session", json: "{}")
            var headers: HTTPFields = [.cookie: try #require(made.cookie)]
            headers[.forgeryGuard] = made.object["csrf"] as? String
            #expect(try await client.send(.delete, "/api/v1/session", headers).status == .noContent)
            #expect(try await client.send(.get, "/api/v1/session", headers).status == .unauthorized)
        }
    }

    @Test func `a one-time link opens once`() async throws {
        let house = try await House()
        let code = try await house.codes.issue(EntryCodes.Grant(role: .host, scope: .only(House.show)))
        try await house.serve { client in
            // A preview opens the link, and uses nothing up.
            for method in [HTTPRequest.Method.head, .get, .get] {
                let door = try await client.send(method, "/enter/\(code)")
                #expect(door.status == .ok && door.cookie == nil)
            }
            let foreign = try await client.send(.post, "/enter/\(code)", [.origin: "https://evil.example"])
            #expect(foreign.problem == "foreign-origin")
            // Whoever was here before has a cookie; a plain form has no header to go with it.
            let visitor = try #require(try await client.send(.post, "/api/v1/session", json: "{}").cookie)
            let first = try await client.send(.post, "/enter/\(code)", [.cookie: visitor])
            #expect(first.status == .seeOther && first.headers[.location] == "/studio/demo")
            let cookie = try #require(first.cookie)
            #expect(try await client.send(.get, "/studio/demo", [.cookie: cookie]).status == .ok)
            #expect(try await client.send(.get, "/studio/other", [.cookie: cookie]).status == .seeOther)
            #expect(try await client.send(.post, "/enter/\(code)").status == .gone)
            #expect(try await client.send(.get, "/enter/\(code)").status == .gone)
            #expect(try await client.send(.get, "/enter/unknown").status == .gone)
        }
    }

    @Test func `an owner sets a password and signs in with it`() async throws {
        let house = try await House()
        try await house.serve { client in
            let body = #"{"email":"Owner@Example.com","password":"lanterns at dusk"}"#
            let path = "/api/v1/session/password"
            #expect(try await client.send(.put, path, house.bearer(.host), json: body).problem == "forbidden")
            let short = #"{"email":"owner@example.com","password":"short"}"#
            #expect(try await client.send(.put, path, house.bearer(.owner), json: short).problem == "invalid-field")
            #expect(try await client.send(.put, path, house.bearer(.owner), json: body).status == .noContent)
            let wrong = #"{"email":"owner@example.com","password":"lanterns at dawn"}"#
            #expect(try await client.send(.post, path, json: wrong).problem == "wrong-password")
            let unknown = #"{"email":"nobody@example.com","password":"lanterns at dusk"}"#
            #expect(try await client.send(.post, path, json: unknown).problem == "wrong-password")
            let signedIn = try await client.send(.post, path, json: body)
            #expect(signedIn.object["role"] as? String == "owner")
            #expect(try await client.send(.get, "/console", [.cookie: try #require(signedIn.cookie)]).status == .ok)
        }
    }

    @Test func `a member who is taken out is signed out`() async throws {
        let house = try await House()
        try await house.serve { client in
            let invited = try await client.send(
                .post, "/api/v1/team", house.bearer(.owner), json: #"{"email":"lee@example.com","role":"host"}"#)
            #expect(invited.status == .created)
            let entered = try await client.send(.post, try #require(invited.object["link"] as? String))
            let cookie = try #require(entered.cookie)
            #expect(try await client.send(.get, "/api/v1/orders/all", [.cookie: cookie]).status == .ok)
            let member = try #require(invited.object["id"] as? String)
            let port = try #require(client.port)
            try await TestSocket.open(port: port, path: SocketTests.path, headers: [("Cookie", cookie)]) { lee in
                try await lee.say(#"{"type":"join"}"#)
                _ = try await lee.hear("snapshot")
                #expect(
                    try await client.send(.delete, "/api/v1/team/\(member)", house.bearer(.owner)).status == .noContent)
                #expect(try await client.send(.get, "/api/v1/orders/all", [.cookie: cookie]).status == .unauthorized)
                try await lee.say(#"{"type":"chat","text":"https://evil.example"}"#)
                #expect(try await lee.hearClose() == 1012)
            }
            #expect(house.media.state.withLock { $0.calls } == ["end publisher \(member)"])
        }
    }

    @Test func `an invitation opens to today's role and not after the member has left`() async throws {
        let house = try await House()
        try await house.serve { client in
            var links: [String: String] = [:]
            var ids: [String: String] = [:]
            for name in ["kim", "lee"] {
                let invited = try await client.send(
                    .post, "/api/v1/team", house.bearer(.owner),
                    json: #"{"email":"\#(name)@example.com","role":"owner"}"#)
                links[name] = invited.object["link"] as? String
                ids[name] = invited.object["id"] as? String
            }
            let kim = "/api/v1/team/\(try #require(ids["kim"]))"
            let lee = "/api/v1/team/\(try #require(ids["lee"]))"
            let changed = try await client.send(.patch, kim, house.bearer(.owner), json: #"{"role":"moderator"}"#)
            #expect(changed.status == .ok)
            #expect(try await client.send(.delete, lee, house.bearer(.owner)).status == .noContent)
            let entered = try await client.send(.post, try #require(links["kim"]))
            let session = try await client.send(.get, "/api/v1/session", [.cookie: try #require(entered.cookie)])
            #expect(session.object["role"] as? String == "moderator")
            #expect(try await client.send(.post, try #require(links["lee"])).status == .gone)
        }
    }

    @Test func `a new password ends other sessions and asks for the old one`() async throws {
        let house = try await House()
        try await house.serve { client in
            let path = "/api/v1/session/password"
            let first = #"{"email":"owner@example.com","password":"lanterns at dusk"}"#
            #expect(try await client.send(.put, path, house.bearer(.owner), json: first).status == .noContent)
            let here = try await client.send(.post, path, json: first)
            let there = try await client.send(.post, path, json: first)
            var headers: HTTPFields = [.cookie: try #require(here.cookie)]
            headers[.forgeryGuard] = here.object["csrf"] as? String
            for current in ["", #","current":"lanterns at dawn""#] {
                let wrong = #"{"email":"owner@example.com","password":"looms by night"\#(current)}"#
                #expect(try await client.send(.put, path, headers, json: wrong).problem == "invalid-field")
            }
            let right = """
                {"email":"owner@example.com","password":"looms by night","current":"lanterns at dusk"}
                """
            let changed = try await client.send(.put, path, headers, json: right)
            #expect(changed.status == .ok && changed.object["csrf"] as? String != nil)
            let fresh = try #require(changed.cookie)
            #expect(try await client.send(.get, "/api/v1/team", [.cookie: fresh]).status == .ok)
            for old in [here, there] {
                let answer = try await client.send(.get, "/api/v1/team", [.cookie: try #require(old.cookie)])
                #expect(answer.problem == "sign-in-needed")
            }
            #expect(try await client.send(.post, path, json: first).problem == "wrong-password")
        }
    }

    @Test func `guesses at one address are bounded from wherever they come`() async throws {
        let house = try await House()
        try await house.serve({
            $0.trustedProxies = ["127.0.0.1"]
            $0.rateScale = 0.2
        }) { client in
            let body = #"{"email":"owner@example.com","password":"lanterns at dusk"}"#
            var answers: [TestResponse] = []
            for number in 0..<6 {
                answers.append(
                    try await client.send(
                        .post, "/api/v1/session/password", [.forwardedFor: "203.0.113.\(number)"], json: body))
            }
            #expect(answers.prefix(4).allSatisfy { $0.problem == "wrong-password" })
            #expect(
                answers.suffix(1).allSatisfy { $0.problem == "too-many-requests" && $0.headers[.retryAfter] != nil })
        }
    }

    @Test func `passwords wait in a short queue`() async throws {
        let hasher = PasswordHasher()
        let refusals = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<(PasswordHasher.queue * 2) {
                group.addTask {
                    do {
                        _ = try await hasher.run { Thread.sleep(forTimeInterval: 0.05) }
                        return 0
                    } catch {
                        return (error as? Problem)?.code == "too-many-requests" ? 1 : 0
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(refusals > 0 && refusals <= PasswordHasher.queue)
        #expect(try await hasher.run { 7 } == 7)
    }

    @Test func `what takes tokens back outlives every session`() async throws {
        let house = try await House()
        let revocations = Revocations(database: house.database, clock: house.clock)
        let asked = house.clock.now() - .seconds(1)
        let mark = try await house.database.write { connection in
            try revocations.revokeAll(of: MemberID("kim"), in: connection)
        }
        revocations.remember(mark)
        let again = Revocations(database: house.database, clock: ShiftedClock(ahead: .seconds(13 * 3_600)))
        try await again.load()
        let old = try house.signer.verify(
            house.token(.host, subject: "kim", issued: .seconds(-60), life: TokenLimits.ingest), at: house.clock.now())
        #expect(again.contains(old))
        #expect(revocations.issue(to: MemberID("kim"), asked: asked) == nil)
        let later = try #require(revocations.issue(to: MemberID("kim"), asked: house.clock.now()))
        var fresh = old
        fresh.issuedAt = Timestamp(milliseconds: later.milliseconds / 1_000 * 1_000)
        #expect(!revocations.contains(fresh))
        // Taken back again within the same second, that one is void too.
        let next = try await house.database.write { connection in
            try revocations.revokeAll(of: MemberID("kim"), in: connection)
        }
        revocations.remember(next)
        #expect(revocations.contains(fresh))
    }

    @Test func `a name that is a link is not taken`() async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(.post, "/api/v1/session", json: #"{"name":"evil.com"}"#)
            #expect(answer.problem == "invalid-field")
        }
    }
}

/// The machine's clock, some time ahead.
struct ShiftedClock: WallClock {
    let ahead: Duration

    func now() -> Timestamp { SystemClock().now() + ahead }
}

import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markets
import Rooms
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
            let first = try await client.send(.get, "/enter/\(code)")
            #expect(first.status == .seeOther && first.headers[.location] == "/studio/demo")
            let cookie = try #require(first.cookie)
            #expect(try await client.send(.get, "/studio/demo", [.cookie: cookie]).status == .ok)
            #expect(try await client.send(.get, "/studio/other", [.cookie: cookie]).status == .seeOther)
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
            let entered = try await client.send(.get, try #require(invited.object["link"] as? String))
            let cookie = try #require(entered.cookie)
            #expect(try await client.send(.get, "/api/v1/orders/all", [.cookie: cookie]).status == .ok)
            let member = try #require(invited.object["id"] as? String)
            #expect(try await client.send(.delete, "/api/v1/team/\(member)", house.bearer(.owner)).status == .noContent)
            #expect(try await client.send(.get, "/api/v1/orders/all", [.cookie: cookie]).status == .unauthorized)
        }
    }
}

import Commerce
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markets
import NIOCore
import Rooms
import Testing

@testable import API

struct RouteTests {
    @Test func `every route keeps out whoever has not its role`() async throws {
        let house = try await House()
        let routes = try house.server().routes.routes
        try await house.serve { client in
            for route in routes {
                let path = Self.concrete(route.path)
                let callers: [(Role?, HTTPFields)] =
                    [(nil, [:])] + Role.allCases.map { ($0, house.bearer($0, scope: .only(House.show))) }
                for (role, headers) in callers {
                    let answer = try await client.execute(uri: path, method: route.method, headers: headers, body: nil)
                    let refused = ["sign-in-needed", "forbidden"].contains(answer.problem)
                    switch route.access {
                    case .anybody, .code, .publisher: break
                    case .session:
                        #expect(refused == (role == nil), "\(route.method) \(path) as \(role?.rawValue ?? "nobody")")
                    // A token for one show is good for nothing that concerns all of them.
                    case .role: #expect(refused, "\(route.method) \(path) as \(role?.rawValue ?? "nobody")")
                    case .anyShow(let least), .show(let least):
                        #expect(
                            refused == (role.map { $0 < least } ?? true),
                            "\(route.method) \(path) as \(role?.rawValue ?? "nobody")")
                    }
                }
                if case .role(let least) = route.access {
                    for role in Role.allCases {
                        let answer = try await client.execute(
                            uri: path, method: route.method, headers: house.bearer(role), body: nil)
                        #expect((answer.problem == "forbidden") == (role < least), "\(route.method) \(path) as \(role)")
                    }
                }
            }
        }
    }

    /// A path with something in place of each parameter; the show is the one that exists.
    private static func concrete(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part == "{show}" ? "demo" : part == "**" ? "x" : part.hasPrefix("{") ? "01J0" : String(part)
        }.joined(separator: "/")
    }

    @Test func `a host of another show is nobody here`() async throws {
        let house = try await House()
        try await house.serve { client in
            let headers = house.bearer(.host, scope: .only(ShowID("other")))
            let answer = try await client.send(.put, "/api/v1/shows/demo/state", headers, json: #"{"state":"ended"}"#)
            #expect(answer.problem == "forbidden")
            #expect(try await house.services.shows.find(House.show).state == .live)
        }
    }

    @Test func `the OpenAPI document has every route and no other`() async throws {
        let house = try await House()
        let routes = try house.server().routes.routes
        try await house.serve { client in
            let document = try await client.send(.get, "/openapi.json").object
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let described = Set(paths.flatMap { path, operations in operations.keys.map { "\($0) \(path)" } })
            let real = Set(routes.map { "\($0.method.rawValue.lowercased()) \(OpenAPIDocument.template($0.path))" })
            #expect(described == real)
            for (path, operations) in paths {
                for case let operation as [String: Any] in operations.values {
                    let named = (operation["parameters"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
                    #expect(
                        Set(named)
                            == Set(
                                path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                                    String($0.dropFirst().dropLast())
                                }))
                }
            }
        }
    }

    @Test(arguments: [
        ("/nowhere", HTTPRequest.Method.get, 404, "not-found"), ("/api/v1/shows/nowhere", .get, 404, "unknown-show"),
        ("/api/v1/markets", .delete, 405, "method-not-allowed"), ("/whip/demo", .get, 405, "method-not-allowed"),
        ("/whep/demo", .put, 405, "method-not-allowed"), ("/whip/demo/s1", .get, 405, "method-not-allowed"),
        ("/assets/../Package.swift", .get, 404, "not-found"),
        ("/assets/%2e%2e/%2e%2e/etc/passwd", .get, 404, "not-found"),
        ("/assets/none.js", .get, 404, "not-found"), ("/pictures/..%2Ftradewind.sqlite", .get, 404, "not-found"),
        ("/pictures/none.png", .get, 404, "not-found"), ("/api/v1/products/none", .get, 404, "unknown-product"),
        ("/api/v1/orders/none?key=zz", .get, 404, "unknown-order"),
    ])
    func `what is not there is a problem document`(
        path: String, method: HTTPRequest.Method, status: Int, code: String
    ) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(method, path)
            #expect(answer.status.code == status && answer.problem == code)
            #expect(answer.headers[.contentSecurityPolicy] != nil && answer.headers[.xContentTypeOptions] == "nosniff")
            #expect((answer.headers[.allow] != nil) == (status == 405))
        }
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("null", 400), ("[]", 400), (#"{"title":7,"host":"H"}"#, 400), (#"{"title":"T"}"#, 400),
        (#"{"title":"T","host":"H","startsAt":"yesterday"}"#, 400), (#"{"title":"","host":"H"}"#, 422),
        (#"{"title":"T","host":"H","id":"NO"}"#, 422), (#"{"title":"T","host":"H","language":"klingon!"}"#, 422),
        (#"{"title":"T","host":"H","poster":"https://evil.example/x.png"}"#, 422),
        (#"{"title":"T","host":"H","id":"demo"}"#, 409), ("\u{FEFF}{}", 400),
        (String(repeating: "[", count: 200_000), 400),
    ])
    func `a bad body is refused and names what is wrong`(body: String, status: Int) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(.post, "/api/v1/shows", house.bearer(.owner), json: body)
            #expect(answer.status.code == status, "\(body.prefix(40))")
            #expect(answer.problem != nil && !(answer.object["action"] as? String ?? "").isEmpty)
        }
    }

    @Test func `a body of another type or size is refused`() async throws {
        let house = try await House()
        try await house.serve { client in
            var headers = house.bearer(.owner)
            headers[.contentType] = "text/plain"
            #expect(
                try await client.send(.post, "/api/v1/shows", headers, json: "{}").problem == "unsupported-media-type")
            let large = #"{"title":"\#(String(repeating: "x", count: RequestLimits.body))","host":"H"}"#
            let answer = try await client.send(.post, "/api/v1/shows", house.bearer(.owner), json: large)
            #expect(answer.status == .contentTooLarge && answer.problem == "body-too-large")
        }
    }

    @Test func `too many requests are told when to come back`() async throws {
        let house = try await House()
        try await house.serve({ $0.rateScale = 0.01 }) { client in
            var answers: [TestResponse] = []
            for _ in 0..<8 { answers.append(try await client.send(.get, "/api/v1/markets")) }
            let refused = answers.filter { $0.status == .tooManyRequests }
            #expect(!refused.isEmpty && answers[0].status == .ok)
            #expect(
                refused.allSatisfy { $0.problem == "too-many-requests" && Int($0.headers[.retryAfter] ?? "") ?? 0 > 0 })
        }
    }

    @Test(
        arguments: [
            ([], "203.0.113.9", "127.0.0.1"), (["127.0.0.1"], "203.0.113.9", "203.0.113.9"),
            (["127.0.0.1"], "1.1.1.1, 203.0.113.9", "203.0.113.9"),
            (["127.0.0.1", "203.0.113.9"], "198.51.100.7, 203.0.113.9", "198.51.100.7"),
            (["127.0.0.1"], "not an address", "127.0.0.1"), (["127.0.0.1"], "", "127.0.0.1"),
        ] as [([String], String, String)])
    func `only a trusted proxy names its client`(trusted: [String], header: String, expected: String) throws {
        let peer = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        let address = ClientAddress(trustedProxies: Set(trusted)).resolve(peer: peer, forwarded: [header])
        #expect(address == expected)
    }

    @Test func `a page is asked for again by its tag`() async throws {
        let house = try await House()
        try await house.serve { client in
            let page = try await client.send(.get, "/live/demo")
            #expect(page.status == .ok && page.headers[.contentType] == "text/html; charset=utf-8")
            let tag = try #require(page.headers[.eTag])
            let again = try await client.send(.get, "/live/demo", [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            #expect(try await client.send(.head, "/live/demo").status == .ok)
            #expect(
                try await client.send(.get, "/assets/style/tokens.css").headers[.contentType]
                    == "text/css; charset=utf-8")
            let studio = try await client.send(.get, "/studio/demo", house.bearer(.host))
            #expect(studio.headers[.permissionsPolicy]?.hasPrefix("camera=(self)") == true)
            // Guests of the stage publish from there.
            #expect(page.headers[.permissionsPolicy]?.hasPrefix("camera=(self)") == true)
            let lobby = try await client.send(.get, "/")
            #expect(lobby.headers[.permissionsPolicy]?.hasPrefix("camera=()") == true)
        }
    }

    @Test func `parts of a page are kept for good under the version of their page`() async throws {
        let house = try await House()
        try await house.serve { client in
            let page = String(buffer: try await client.send(.get, "/live/demo").body)
            let path = try #require(page.firstMatch(of: #/src="(/assets/v[^"]+/script/live/live.js)"/#)?.1)
            let part = try await client.send(.get, String(path))
            #expect(part.status == .ok && part.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let stale = String(path).replacing(#/v[^/]{16}/#, with: "v0000000000000000")
            for path in [stale, "/assets/script/live/live.js"] {
                let answer = try await client.send(.get, path)
                #expect(answer.status == .ok && answer.headers[.cacheControl] == "no-cache" && answer.body == part.body)
            }
        }
    }

    @Test func `the server tells how it is`() async throws {
        let house = try await House()
        try await house.serve { client in
            #expect(try await client.send(.get, "/healthz").status == .ok)
            #expect(try await client.send(.get, "/readyz").object["ready"] as? Bool == true)
            let metrics = String(buffer: try await client.send(.get, "/metrics").body)
            #expect(metrics.contains(#"http_requests_total{method="GET",route="/healthz",status="200"} 1"#))
            #expect(metrics.contains("# TYPE http_request_duration_seconds histogram"))
            #expect(metrics.contains("tradewind_room_sockets 0"))
            // Behind a proxy that nobody named, everybody seems to be this machine.
            #expect(try await client.send(.get, "/metrics", [.forwardedFor: "203.0.113.9"]).problem == "forbidden")
        }
        // Not every proxy says for whom it asks.
        let proxied = try await House()
        try await proxied.serve({ $0.isBehindHTTPS = true }) { client in
            let stranger = try await client.send(.get, "/metrics")
            let owner = try await client.send(.get, "/metrics", proxied.bearer(.owner))
            #expect(stranger.problem == "forbidden" && owner.status == .ok)
        }
    }

    @Test(arguments: [
        ("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2::9", "20010db800010002/64"),
        ("2001:db8:1:2:ffff::1", "20010db800010002/64"), ("2001:db8:1:3::9", "20010db800010003/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"), ("unknown", "unknown"),
    ])
    func `a network of one household counts as one`(address: String, network: String) {
        #expect(ClientAddress.network(of: address) == network)
    }

    @Test func `a flood from everywhere forgets the oldest of its own limit alone`() {
        let clock = ManualClock()
        let limiter = RateLimiter(clock: clock, scale: 1)
        for _ in 0..<RateLimit.secret.burst { _ = limiter.wait(.secret, for: "guesser") }
        for _ in 0..<RateLimit.read.burst { _ = limiter.wait(.read, for: "reader") }
        for number in 0..<(RateLimiter.capacity * 2) {
            if number == RateLimiter.capacity - 10 { clock.advance(by: .milliseconds(1)) }
            _ = limiter.wait(.read, for: "\(number)")
        }
        #expect(limiter.wait(.secret, for: "guesser") != nil)
        #expect(limiter.wait(.read, for: "\(RateLimiter.capacity * 2 - 1)") == nil)
    }

    @Test func `parts of pages have a limit of their own`() async throws {
        let house = try await House()
        try await house.serve({ $0.rateScale = 0.01 }) { client in
            for _ in 0..<40 {
                let part = try await client.send(.get, "/assets/style/tokens.css")
                #expect(part.status == .ok)
            }
            #expect(try await client.send(.get, "/live/demo").status == .ok)
        }
    }

    @Test func `a list of shows goes on where it ended`() async throws {
        let house = try await House()
        for number in 0..<3 {
            let draft = ShowDraft(
                id: ShowID("soon-\(number)"), title: "Soon", host: "Loom",
                language: house.services.markets.fallback.languages[0])
            _ = try await house.services.shows.create(draft)
        }
        try await house.serve { client in
            let first = try await client.send(.get, "/api/v1/shows?limit=3").object
            #expect((first["items"] as? [Any])?.count == 3)
            let next = try #require(first["next"] as? String)
            #expect(try await client.send(.get, "/api/v1/shows?after=gone").problem == "unknown-show")
            let second = try await client.send(.get, "/api/v1/shows?limit=3&after=\(next)").object
            #expect((second["items"] as? [Any])?.count == 1 && second["next"] is NSNull)
        }
    }

    @Test func `a removed show takes its shelf and offers with it`() async throws {
        let house = try await House()
        let variant = house.product.variants[0]
        let offers = house.services.commerce.offers
        let wish = OfferRequest(
            show: House.show, variant: variant.id, price: Money(minor: 1, currency: variant.price.price.currency),
            units: 1, limitPerBuyer: 1, duration: .seconds(300))
        let key = try #require(IdempotencyKey(rawValue: "key"))
        _ = try await offers.start(wish, by: ViewerID("host"), key: key)
        #expect(try await offers.standing(in: House.show, at: house.clock.now()) != nil)
        _ = try await house.services.shows.step(House.show, to: .ended)
        try await house.services.shows.remove(House.show)
        let english = house.services.markets.fallback.languages[0]
        _ = try await house.services.shows.create(
            ShowDraft(id: House.show, title: "Another", host: "Loom", language: english))
        try await house.serve { client in
            let shelf = try await client.send(.get, "/api/v1/shows/demo/shelf").object
            #expect((shelf["items"] as? [Any])?.isEmpty == true)
            #expect(try await client.send(.get, "/api/v1/shows/demo").object["offer"] is NSNull)
        }
    }
}

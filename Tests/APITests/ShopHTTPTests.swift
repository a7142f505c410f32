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

struct ShopHTTPTests {
    static func checkout(country: String = "US") -> String {
        """
        {"show":"demo","address":{"name":"Mai Tran","line1":"1 Main St","line2":"","city":"Springfield","region":"IL",
        "postcode":"62701","country":"\(country)","phone":"","email":"mai@example.com"},
        "delivery":"standard","method":"card","scenario":"succeed"}
        """
    }

    @Test func `a product goes from the shelf to a paid order`() async throws {
        let house = try await House()
        try await house.serve { client in
            let made = try await client.send(.post, "/api/v1/session", json: #"{"market":"US"}"#)
            var headers: HTTPFields = [.cookie: try #require(made.cookie)]
            headers[.forgeryGuard] = made.object["csrf"] as? String
            let shelf =
                try await client.send(.get, "/api/v1/shows/demo/shelf", headers).object["items"] as? [[String: Any]]
            let variant = try #require((shelf?.first?["variants"] as? [[String: Any]])?.first?["id"] as? String)
            let cart = try await client.send(
                .put, "/api/v1/cart/lines/\(variant)", headers, json: #"{"quantity":2,"show":"demo"}"#)
            #expect((cart.object["total"] as? [String: Any])?["minor"] as? Int == 3_998)
            #expect(
                try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout()).status == .badRequest)
            headers[.idempotencyKey] = "key-1"
            let placed = try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout())
            #expect(placed.status == .created, "\(placed.object)")
            #expect(placed.object["state"] as? String == "paid")
            let again = try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout())
            #expect(again.object["id"] as? String == placed.object["id"] as? String)
            let other = try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout(country: "DE"))
            #expect(other.problem == "idempotency-key-reused" || other.problem == "invalid-address")
            let id = try #require(placed.object["id"] as? String)
            let key = try #require(placed.object["key"] as? String)
            #expect(try await client.send(.get, "/api/v1/orders/\(id)?key=\(key)").status == .ok)
            #expect(try await client.send(.get, "/api/v1/orders/\(id)").problem == "sign-in-needed")
            #expect(
                try await client.send(.get, "/api/v1/orders/\(id)", house.bearer(.viewer)).problem == "unknown-order")
            let wrong = String(repeating: "0", count: 32)
            #expect(try await client.send(.get, "/api/v1/orders/\(id)?key=\(wrong)").problem == "unknown-order")
            let all =
                try await client.send(.get, "/api/v1/orders/all", house.bearer(.host)).object["items"]
                as? [[String: Any]]
            #expect(all?.count == 1 && all?.first?["key"] is NSNull)
            let history = try #require(made.object["historyKey"] as? String)
            let orders = try await client.send(.get, "/api/v1/orders?key=\(history)").object["items"] as? [Any]
            #expect(orders?.count == 1)
        }
    }

    @Test func `more than there is says how many are left`() async throws {
        let house = try await House()
        try await house.serve { client in
            let variant = house.product.variants[0].id
            let cart = try await client.send(
                .put, "/api/v1/cart/lines/\(variant)", house.bearer(.viewer), json: #"{"quantity":11,"show":"demo"}"#)
            let problems = cart.object["problems"] as? [[String: Any]]
            #expect(problems?.first?["code"] as? String == "out-of-stock", "\(cart.object)")
        }
    }

    @Test func `an operator keeps the catalogue`() async throws {
        let house = try await House()
        try await house.serve { client in
            let owner = house.bearer(.owner)
            let created = try await client.send(
                .post, "/api/v1/products", owner,
                json: """
                    {"title":"Silk scarf","handle":"silk-scarf","state":"active","options":["Colour"],"variants":[
                    {"sku":"S-R","options":["Red"],"price":{"minor":2500,"currency":"USD"},"compareAt":null,"onHand":3}]}
                    """)
            #expect(created.status == .created, "\(created.object)")
            let id = try #require(created.object["id"] as? String)
            let changed = try await client.send(.patch, "/api/v1/products/\(id)", owner, json: #"{"title":"Scarf"}"#)
            #expect(
                changed.object["title"] as? String == "Scarf" && changed.object["handle"] as? String == "silk-scarf")
            #expect((changed.object["variants"] as? [[String: Any]])?.first?["available"] as? Int == 3)
            let variant = try #require((changed.object["variants"] as? [[String: Any]])?.first?["id"] as? String)
            let counted = try await client.send(
                .put, "/api/v1/products/\(id)/stock", owner, json: #"{"variant":"\#(variant)","onHand":8}"#)
            #expect((counted.object["variants"] as? [[String: Any]])?.first?["available"] as? Int == 8)
            let exported = try await client.send(.get, "/api/v1/products/export", owner)
            #expect(String(buffer: exported.body).contains("silk-scarf"))
            var csv = owner
            csv[.contentType] = "text/csv"
            let report = try await client.send(
                .post, "/api/v1/products/import", csv, json: String(buffer: exported.body))
            #expect(report.object["updated"] as? Int == 2, "\(report.object)")
            #expect(try await client.send(.post, "/api/v1/products/import", csv, json: "").problem == "unreadable-file")
            #expect(try await client.send(.delete, "/api/v1/products/\(id)", owner).status == .noContent)
            #expect(try await client.send(.get, "/api/v1/products/\(id)").problem == "unknown-product")
        }
    }

    @Test func `a flash offer is started once and seen with the market's prices`() async throws {
        let house = try await House()
        try await house.serve { client in
            let body = """
                {"variant":"\(house.product.variants[0].id)","price":{"minor":1500,"currency":"USD"},"units":5,
                "limitPerBuyer":1,"seconds":60}
                """
            let started = try await client.send(.post, "/api/v1/shows/demo/offers", house.bearer(.host), json: body)
            #expect(started.status == .created && started.object["left"] as? Int == 5, "\(started.object)")
            let twice = try await client.send(.post, "/api/v1/shows/demo/offers", house.bearer(.host), json: body)
            #expect(twice.problem == "offer-already-runs")
            let show = try await client.send(.get, "/api/v1/shows/demo", [.acceptLanguage: "ja-JP"]).object
            let price = (show["offer"] as? [String: Any])?["price"] as? [String: Any]
            #expect(price?["currency"] as? String == "JPY")
            let id = try #require(started.object["id"] as? String)
            #expect(
                try await client.send(.delete, "/api/v1/shows/demo/offers/\(id)", house.bearer(.host)).status
                    == .noContent)
        }
    }

    @Test func `a picture is taken stored once and served for good`() async throws {
        let house = try await House()
        try await house.serve { client in
            var headers = house.bearer(.owner)
            headers[.contentType] = "image/png"
            let path = "/api/v1/products/\(house.product.id)/pictures"
            let answer = try await client.execute(
                uri: "\(path)?alt=Red", method: .post, headers: headers,
                body: ByteBuffer(bytes: Samples.png(extra: true)))
            #expect(answer.status == .created, "\(answer.object)")
            let url = try #require(answer.object["url"] as? String)
            let picture = try await client.send(.get, url)
            #expect(picture.headers[.contentType] == "image/png")
            #expect(picture.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(Array(picture.body.readableBytesView) == Samples.png(extra: false))
            let form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n\r\n"
            headers[.contentType] = "multipart/form-data; boundary=b"
            let body = Array(form.utf8) + Samples.png(extra: false) + Array("\r\n--b--\r\n".utf8)
            let second = try await client.execute(
                uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
            #expect(second.object["url"] as? String == url, "\(second.object)")
            headers[.contentType] = "image/svg+xml"
            let svg = try await client.send(.post, path, headers, json: "<svg xmlns='http://www.w3.org/2000/svg'/>")
            #expect(svg.status == .unsupportedMediaType)
            headers[.contentType] = "image/png"
            #expect(try await client.send(.post, path, headers, json: "<svg/>").status == .unsupportedMediaType)
        }
    }

    @Test func `a restart keeps orders shows and who is signed out`() async throws {
        let first = try await House()
        let token = first.token(.viewer, subject: "mai")
        try await first.serve { client in
            _ = try await client.send(.delete, "/api/v1/session", [.authorization: "Bearer \(token)"])
            _ = try await client.send(
                .put, "/api/v1/cart/lines/\(first.product.variants[0].id)", first.bearer(.viewer),
                json: #"{"quantity":1,"show":"demo"}"#)
        }
        let second = try await House(folder: first.folder)
        try await second.serve { client in
            let cart = try await client.send(.get, "/api/v1/cart", second.bearer(.viewer))
            #expect((cart.object["lines"] as? [Any])?.count == 1)
            #expect(try await client.send(.get, "/api/v1/shows/demo").object["state"] as? String == "live")
        }
        let revocations = Revocations(database: second.database, clock: second.clock)
        try await revocations.load()
        let claims = try first.signer.verify(token, at: first.clock.now())
        #expect(revocations.contains(claims))
    }
}

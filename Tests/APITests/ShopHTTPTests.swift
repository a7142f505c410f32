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
            let byHeader = try await client.send(.get, "/api/v1/orders/\(id)", [.orderKey: key])
            #expect(byHeader.object["id"] as? String == id)
            #expect(try await client.send(.get, "/api/v1/orders/\(id)").problem == "sign-in-needed")
            #expect(
                try await client.send(.get, "/api/v1/orders/\(id)", house.bearer(.viewer)).problem == "unknown-order")
            let wrong = String(repeating: "0", count: 32)
            #expect(try await client.send(.get, "/api/v1/orders/\(id)?key=\(wrong)").problem == "unknown-order")
            let all =
                try await client.send(.get, "/api/v1/orders/all", house.bearer(.host)).object["items"]
                as? [[String: Any]]
            #expect(all?.count == 1 && all?.first?["key"] is NSNull)
            for (role, isOwner) in [(Role.host, false), (.owner, true)] {
                let seen = try await client.send(.get, "/api/v1/orders/\(id)", house.bearer(role)).object
                let address = seen["address"] as? [String: Any]
                #expect((address?["line1"] as? String)?.isEmpty == !isOwner)
                #expect((address?["email"] as? String)?.isEmpty == !isOwner)
            }
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

    @Test func `a refusal names the fields and the lines that are to blame`() async throws {
        let house = try await House()
        try await house.serve { client in
            var headers = house.bearer(.viewer)
            headers[.idempotencyKey] = "key"
            let line = "/api/v1/cart/lines/\(house.product.variants[0].id)"
            _ = try await client.send(.put, line, headers, json: #"{"quantity":11,"show":"demo"}"#)
            let short = try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout())
            #expect(short.problem == "out-of-stock")
            let shortage = (short.object["shortages"] as? [[String: Any]])?.first
            #expect(shortage?["variant"] as? String == house.product.variants[0].id.rawValue)
            #expect(shortage?["title"] as? String == "Paper lantern" && shortage?["available"] as? Int == 10)
            let wrong = Self.checkout(country: "DE").replacing("62701", with: "").replacing("IL", with: "")
            let refused = try await client.send(.post, "/api/v1/orders", headers, json: wrong)
            let errors = refused.object["errors"] as? [[String: String]]
            #expect(refused.problem == "invalid-address")
            #expect(errors?.first { $0["field"] == "address.country" }?["code"] == "not-delivered")
            #expect(errors?.allSatisfy { $0["detail"]?.isEmpty == false } == true)
            let host = house.bearer(.owner)
            let handle = try await client.send(
                .patch, "/api/v1/products/\(house.product.id)", host, json: #"{"handle":"No Handle"}"#)
            #expect(handle.object["errors"] as? [[String: String]] == [["field": "handle", "code": "invalid"]])
        }
    }

    @Test(arguments: [
        (#"{"title":" "}"#, "title", "missing"),
        (#"{"title":"\#(String(repeating: "x", count: 256))"}"#, "title", "too-long"),
        (#"{"notFor":"\#(String(repeating: "x", count: 501))"}"#, "notFor", "too-long"),
        (#"{"variants":[{"price":{"minor":-1,"currency":"USD"}}]}"#, "variants.price", "invalid"),
        (#"{"variants":[{"sku":" S","price":{"minor":1,"currency":"USD"}}]}"#, "variants.sku", "invalid"),
        (#"{"variants":[{"sku":"S-1","price":{"minor":1,"currency":"USD"}}]}"#, "variants.sku", "invalid"),
        (
            #"{"options":["A"],"variants":[{"options":["x"],"onHand":-1,"price":{"minor":1,"currency":"USD"}}]}"#,
            "variants.onHand", "invalid"
        ),
    ])
    func `a product that is refused names its field`(body: String, field: String, code: String) async throws {
        let house = try await House()
        var variant = VariantDraft(
            price: VariantPrice(price: Money(minor: 1, currency: house.product.variants[0].price.price.currency)))
        variant.sku = SKU(rawValue: "S-1")
        _ = try await house.services.commerce.catalogue.create(ProductDraft(title: "Scarf", variants: [variant]))
        try await house.serve { client in
            let path = "/api/v1/products/\(house.product.id)"
            let refused = try await client.send(.patch, path, house.bearer(.owner), json: body)
            #expect(
                refused.object["errors"] as? [[String: String]] == [["field": field, "code": code]],
                "\(refused.object)")
        }
    }

    @Test func `a variant that takes the name of one that is renamed starts with its own units`() async throws {
        let house = try await House()
        try await house.serve { client in
            let owner = house.bearer(.owner)
            let price = #""price":{"minor":2500,"currency":"USD"}"#
            let created = try await client.send(
                .post, "/api/v1/products", owner,
                json: #"{"title":"Scarf","options":["Colour"],"variants":[{"options":["Red"],\#(price),"onHand":3}]}"#)
            let id = try #require(created.object["id"] as? String)
            let red = try #require((created.object["variants"] as? [[String: Any]])?.first?["id"] as? String)
            let changed = try await client.send(
                .patch, "/api/v1/products/\(id)", owner,
                json: """
                    {"variants":[{"id":"\(red)","options":["Blue"],\(price),"onHand":9},
                    {"options":["Red"],\(price),"onHand":5}]}
                    """)
            let variants = changed.object["variants"] as? [[String: Any]]
            #expect(variants?.map { $0["onHand"] as? Int } == [3, 5], "\(changed.object)")
            let again = try await client.send(
                .patch, "/api/v1/products/\(id)", owner,
                json:
                    #"{"variants":[{"options":[" Blue"],\#(price),"onHand":9},{"options":["Red "],\#(price),"onHand":9}]}"#
            )
            let same = again.object["variants"] as? [[String: Any]]
            #expect(same?.map { $0["onHand"] as? Int } == [3, 5])
            #expect(same?.first?["id"] as? String == red)
        }
    }

    @Test func `a change takes nothing back that was changed meanwhile`() async throws {
        let house = try await House()
        try await house.serve { client in
            let counting = Task {
                for number in 1...200 {
                    _ = try await house.services.commerce.catalogue.update(house.product.id) { product in
                        #expect(product.description == (number == 1 ? "" : "\(number - 1)"))
                        var draft = ProductDraft(product)
                        draft.description = "\(number)"
                        return draft
                    }
                }
            }
            for number in 0..<50 {
                let answer = try await client.send(
                    .patch, "/api/v1/products/\(house.product.id)", house.bearer(.owner),
                    json: #"{"title":"Lantern \#(number)"}"#)
                #expect(answer.status == .ok)
            }
            try await counting.value
        }
    }

    @Test func `who sells and buys sees their own order whole`() async throws {
        let house = try await House()
        try await house.serve { client in
            var host = house.bearer(.host)
            let line = "/api/v1/cart/lines/\(house.product.variants[0].id)"
            _ = try await client.send(.put, line, host, json: #"{"quantity":1,"show":"demo"}"#)
            host[.idempotencyKey] = "key"
            let placed = try await client.send(.post, "/api/v1/orders", host, json: Self.checkout())
            let id = try #require(placed.object["id"] as? String, "\(placed.object)")
            let other: HTTPFields = [.authorization: "Bearer \(house.token(.host, subject: "other"))"]
            for (headers, street) in [(host, "1 Main St"), (other, "")] {
                let seen = try await client.send(.get, "/api/v1/orders/\(id)", headers).object
                #expect((seen["address"] as? [String: Any])?["line1"] as? String == street)
                #expect((seen["key"] is NSNull) == street.isEmpty)
                let all = try await client.send(.get, "/api/v1/orders/all", headers).object
                let listed = (all["items"] as? [[String: Any]])?.first
                #expect((listed?["address"] as? [String: Any])?["line1"] as? String == street)
            }
        }
    }

    @Test func `orders are counted by network, whoever places them`() async throws {
        let house = try await House()
        try await house.serve({ $0.rateScale = 0.002 }) { client in
            for (buyer, isCounted) in [("mai", false), ("kenji", true)] {
                var headers: HTTPFields = [.authorization: "Bearer \(house.token(.viewer, subject: buyer))"]
                headers[.idempotencyKey] = "key"
                let answer = try await client.send(.post, "/api/v1/orders", headers, json: Self.checkout())
                #expect((answer.problem == "too-many-requests") == isCounted, "\(answer.object)")
            }
        }
    }

    @Test func `a line is taken out whatever became of its show`() async throws {
        let house = try await House()
        try await house.serve { client in
            let line = "/api/v1/cart/lines/\(house.product.variants[0].id)"
            let buyer = house.bearer(.viewer)
            _ = try await client.send(.put, line, buyer, json: #"{"quantity":1,"show":"demo"}"#)
            _ = try await house.services.shows.step(House.show, to: .ended)
            try await house.services.shows.remove(House.show)
            let more = try await client.send(.put, line, buyer, json: #"{"quantity":2,"show":"demo"}"#)
            #expect(more.problem == "unknown-show")
            let none = try await client.send(.put, line, buyer, json: #"{"quantity":0,"show":"demo"}"#)
            #expect(none.status == .ok)
            #expect((none.object["lines"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `a show's prices are for those who may watch it`() async throws {
        let house = try await House()
        try await house.serve { client in
            _ = try await client.send(
                .patch, "/api/v1/shows/demo", house.bearer(.owner), json: #"{"access":"restricted"}"#)
            let line = "/api/v1/cart/lines/\(house.product.variants[0].id)"
            let wish = #"{"quantity":1,"show":"demo"}"#
            let stranger = house.bearer(.viewer)
            #expect(try await client.send(.put, line, stranger, json: wish).problem == "forbidden")
            let none = try await client.send(.put, line, stranger, json: #"{"quantity":1,"show":"none"}"#)
            #expect(none.problem == "unknown-show")
            let guest = house.bearer(.viewer, scope: .only(House.show))
            #expect(try await client.send(.put, line, guest, json: wish).status == .ok)
            var buyer = guest
            buyer[.idempotencyKey] = "key"
            let elsewhere = Self.checkout().replacing(#""show":"demo""#, with: #""show":"none""#)
            let order = try await client.send(.post, "/api/v1/orders", buyer, json: elsewhere)
            #expect(order.object["show"] as? String == "demo", "the show is that of the lines")
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
            let stock = "/api/v1/products/\(id)/stock"
            let blind = #"{"variant":"\#(variant)","onHand":8}"#
            #expect(try await client.send(.put, stock, owner, json: blind).status == .badRequest)
            let stale = #"{"variant":"\#(variant)","expected":5,"onHand":8}"#
            let moved = try await client.send(.put, stock, owner, json: stale)
            #expect(moved.status == .conflict && moved.problem == "stock-moved")
            #expect((moved.object["stock"] as? [String: Any])?["onHand"] as? Int == 3)
            let counted = try await client.send(
                .put, stock, owner, json: #"{"variant":"\#(variant)","expected":3,"onHand":8}"#)
            #expect((counted.object["variants"] as? [[String: Any]])?.first?["onHand"] as? Int == 8)
            #expect((counted.object["variants"] as? [[String: Any]])?.first?["held"] as? Int == 0)
            let echo = """
                {"variants":[{"id":"\(variant)","options":["Red"],"price":{"minor":2600,"currency":"USD"},"onHand":3}]}
                """
            let echoed = try await client.send(.patch, "/api/v1/products/\(id)", owner, json: echo)
            #expect((echoed.object["variants"] as? [[String: Any]])?.first?["onHand"] as? Int == 8)
            let seen = try await client.send(.get, "/api/v1/products/\(id)").object["variants"] as? [[String: Any]]
            #expect(seen?.first?["available"] as? Int == 8 && seen?.first?["onHand"] == nil)
            let known =
                try await client.send(.get, "/api/v1/products/\(id)", owner).object["variants"] as? [[String: Any]]
            #expect(known?.first?["onHand"] as? Int == 8)
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
            var host = house.bearer(.host)
            let path = "/api/v1/shows/demo/offers"
            #expect(try await client.send(.post, path, host, json: body).problem == "invalid-request")
            host[.idempotencyKey] = "first"
            let started = try await client.send(.post, path, host, json: body)
            #expect(started.status == .created && started.object["left"] as? Int == 5, "\(started.object)")
            let again = try await client.send(.post, path, host, json: body)
            #expect(again.object["id"] as? String == started.object["id"] as? String)
            host[.idempotencyKey] = "second"
            #expect(try await client.send(.post, path, host, json: body).problem == "offer-already-runs")
            let show = try await client.send(.get, "/api/v1/shows/demo", [.acceptLanguage: "ja-JP"]).object
            let price = (show["offer"] as? [String: Any])?["price"] as? [String: Any]
            #expect(price?["currency"] as? String == "JPY")
            let id = try #require(started.object["id"] as? String)
            #expect(
                try await client.send(.delete, "/api/v1/shows/demo/offers/\(id)", house.bearer(.host)).status
                    == .noContent)
            host[.idempotencyKey] = "first"
            let late = try await client.send(.post, path, host, json: body)
            #expect(late.status == .created && late.object["id"] as? String == id, "\(late.object)")
            #expect(late.object["state"] as? String == "ended")
            host[.idempotencyKey] = "third"
            let next = try await client.send(.post, path, host, json: body).object["id"] as? String
            #expect(next != nil && next != id)
            host[.idempotencyKey] = "first"
            #expect(try await client.send(.post, path, host, json: body).object["id"] as? String == id)
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

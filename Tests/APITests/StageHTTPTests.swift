import Commerce
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

@Suite(.timeLimit(.minutes(2)))
struct StageHTTPTests {
    /// A visitor of the pages, with the cookie and the page's token.
    private struct Guest {
        let headers: HTTPFields
        let person: String

        init(_ client: any TestClientProtocol, name: String = "Mai") async throws {
            let opened = try await client.send(.post, "/api/v1/session", json: #"{"name":"\#(name)"}"#)
            var headers: HTTPFields = [.cookie: try #require(opened.cookie)]
            headers[.forgeryGuard] = opened.object["csrf"] as? String
            self.headers = headers
            person = try #require(opened.object["viewer"] as? String)
        }

        /// The headers of an offer.
        var offer: HTTPFields {
            var headers = headers
            headers[.contentType] = "application/sdp"
            return headers
        }
    }

    /// Puts a show of a scene on air.
    private static func air(_ house: House, _ id: String, _ scene: SceneName) async throws -> ShowID {
        let show = try await house.services.shows.create(
            ShowDraft(
                id: ShowID(id), title: id, host: "Loom", language: house.services.markets.fallback.languages[0],
                scene: scene))
        return try await house.services.shows.step(show.id, to: .live).id
    }

    private static func offer(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        headers[.contentType] = "application/sdp"
        return headers
    }

    /// Waits until the media plane was told of a show what the test expects.
    private static func plan(
        _ house: House, _ show: ShowID, _ isRight: @Sendable (StagePlan) -> Bool
    ) async throws -> StagePlan {
        while true {
            if let plan = house.media.state.withLock({ $0.plans[show]?.last }), isRight(plan) { return plan }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test func `a guest raises a hand, publishes, is let on, muted and banned`() async throws {
        let house = try await House()
        let show = try await Self.air(house, "duo", .cohost)
        try await house.serve { client in
            let mai = try await Guest(client)
            let path = "/api/v1/shows/duo/stage"
            #expect(try await client.send(.post, "/whip/duo", mai.offer, json: "v=0").problem == "no-hand")
            let raised = try await client.send(.post, path, mai.headers, json: #"{"do":"raise","camera":true}"#)
            #expect(raised.status == .ok && raised.object["hands"] as? Int == 1, "\(raised.object)")
            let published = try await client.send(.post, "/whip/duo", mai.offer, json: "v=0")
            #expect(published.status == .created && published.headers[.location] == "/whip/duo/s1")
            #expect(house.media.state.withLock { $0.calls.last } == "publish duo \(mai.person) 0")
            // Nobody but its maker knows the session's address.
            #expect(try await client.send(.delete, "/whip/duo/s1", mai.headers).status == .ok)
            #expect(house.media.state.withLock { $0.plans[show] } == nil)

            let host = house.bearer(.host, scope: .only(show))
            #expect(try await client.send(.post, "/whip/duo", Self.offer(host), json: "v=0").status == .created)
            let seat = #"{"do":"seat","person":"\#(mai.person)"}"#
            #expect(try await client.send(.post, path, mai.headers, json: seat).problem == "forbidden")
            let seated = try await client.send(.post, path, host, json: seat)
            let people = try #require(seated.object["people"] as? [[String: Any]])
            #expect(people.map { $0["slot"] as? Int } == [1, 2] && people[1]["name"] as? String == "Mai")
            var plan = try await Self.plan(house, show) { $0.performers.count == 2 }
            #expect(plan.performers[0].subject == "tester" && plan.performers[0].slot == 1)
            #expect(plan.performers[1] == .init(subject: mai.person, slot: 2, isHeard: true, isSeen: true))
            #expect(plan.loudest == 0 && plan.audience == nil && plan.visitor == nil)

            let moderator = house.bearer(.moderator, scope: .only(show))
            _ = try await client.send(
                .post, path, moderator, json: #"{"do":"mute","person":"\#(mai.person)","microphone":false}"#)
            plan = try await Self.plan(house, show) { $0.performers.last?.isHeard == false }
            #expect(plan.performers[1].isSeen)
            _ = try await client.send(.post, path, moderator, json: #"{"do":"ban","person":"\#(mai.person)"}"#)
            _ = try await Self.plan(house, show) { $0 == .usual }
            while !house.media.state.withLock({ $0.calls.contains("end \(mai.person) of duo") }) {
                try await Task.sleep(for: .milliseconds(2))
            }
            for answer in [
                try await client.send(.post, path, mai.headers, json: #"{"do":"raise"}"#),
                try await client.send(.post, "/whip/duo", mai.offer, json: "v=0"),
                try await client.send(.post, "/whep/duo", mai.offer, json: "v=0"),
            ] {
                #expect(answer.status == .forbidden && answer.problem == "banned")
            }
            #expect(try await client.send(.post, "/whep/demo", mai.offer, json: "v=0").status == .created)
        }
    }

    @Test func `a cookie puts nobody on a stage without the page's own token, nor where there are no guests`()
        async throws
    {
        let house = try await House()
        let show = try await Self.air(house, "duo", .cohost)
        let code = try await house.codes.issue(EntryCodes.Grant(role: .host, scope: .all))
        try await house.serve { client in
            let mai = try await Guest(client)
            _ = try await client.send(.post, "/api/v1/shows/duo/stage", mai.headers, json: #"{"do":"raise"}"#)
            var forged = mai.offer
            forged[.forgeryGuard] = "x"
            #expect(try await client.send(.post, "/whip/duo", forged, json: "v=0").problem == "sign-in-needed")
            #expect(try await client.send(.post, "/whip/demo", mai.offer, json: "v=0").problem == "wrong-scene")
            // A host publishes with a token, as ever.
            let entered = try await client.send(.post, "/enter/\(code)")
            var host: HTTPFields = [.cookie: try #require(entered.cookie), .contentType: "application/sdp"]
            host[.forgeryGuard] = try await client.send(.get, "/api/v1/session", host).object["csrf"] as? String
            #expect(try await client.send(.post, "/whip/duo", host, json: "v=0").problem == "sign-in-needed")
            // A token that is no host's ends no session.
            let viewer = house.bearer(.viewer)
            #expect(try await client.send(.delete, "/whip/duo/s1", viewer).problem == "forbidden")
        }
        #expect(house.media.state.withLock { $0.calls.isEmpty && $0.plans[show] == nil })
    }

    @Test func `a host's second camera comes into a product show's second slot`() async throws {
        let house = try await House()
        let show = try await Self.air(house, "table", .product)
        try await house.serve { client in
            let host = Self.offer(house.bearer(.host))
            let second = try await client.send(.post, "/whip/table?slot=2", host, json: "v=0")
            #expect(second.status == .created)
            #expect(house.media.state.withLock { $0.calls.last } == "publish table tester 2")
            for path in ["/whip/table?slot=3", "/whip/table?slot=x", "/whip/demo?slot=2"] {
                #expect(try await client.send(.post, path, host, json: "v=0").problem == "invalid-field", "\(path)")
            }
            // Nothing is out of the ordinary.
            #expect(house.media.state.withLock { $0.plans[show] } == nil)
        }
    }

    @Test func `strangers get nothing of a private show, its caller does once there is an answer`() async throws {
        let house = try await House()
        let show = try await Self.air(house, "desk", .private)
        try await house.serve { client in
            let mai = try await Guest(client)
            let lee = try await Guest(client, name: "Lee")
            let path = "/api/v1/shows/desk/stage"
            let sdp: HTTPFields = [.contentType: "application/sdp"]
            for headers in [sdp, mai.offer, Self.offer(house.bearer(.moderator))] {
                #expect(try await client.send(.post, "/whep/desk", headers, json: "v=0").problem == "no-hand")
            }
            let product = #"{"do":"raise","camera":true,"product":"\#(house.product.id)"}"#
            #expect(try await client.send(.post, path, mai.headers, json: product).status == .ok)
            #expect(try await client.send(.post, path, lee.headers, json: #"{"do":"raise"}"#).status == .ok)
            let unknown = #"{"do":"raise","product":"nothing"}"#
            #expect(try await client.send(.post, path, lee.headers, json: unknown).problem == "unknown-product")
            #expect(try await client.send(.post, "/whep/desk", mai.offer, json: "v=0").status == .created)
            // The plan was told before there was a session.
            #expect(house.media.state.withLock { $0.plans[show]?.last?.audience } == [])
            let host = house.bearer(.host)
            let seat = #"{"do":"seat","person":"\#(mai.person)"}"#
            #expect(try await client.send(.post, path, host, json: seat).object["recording"] as? Bool == false)
            let plan = try await Self.plan(house, show) { $0.performers.count == 1 }
            #expect(plan.audience == [mai.person])
            // What somebody else is told of it.
            let seen = try await client.send(.post, path, lee.headers, json: #"{"do":"raise"}"#)
            #expect((seen.object["people"] as? [Any])?.count == 1 && seen.object["recording"] is NSNull)
        }
    }

    @Test func `calls are listed for moderators and put away`() async throws {
        let house = try await House()
        _ = try await Self.air(house, "desk", .private)
        try await house.serve { client in
            let mai = try await Guest(client)
            for (command, note) in [("raise", ""), ("lower", #","note":"Ring me""#), ("raise", ""), ("lower", "")] {
                let answer = try await client.send(
                    .post, "/api/v1/shows/desk/stage", mai.headers, json: #"{"do":"\#(command)"\#(note)}"#)
                #expect(answer.status == .ok)
            }
            let moderator = house.bearer(.moderator)
            let path = "/api/v1/shows/desk/calls"
            #expect(try await client.send(.get, path, mai.headers).problem == "forbidden")
            let first = try await client.send(.get, "\(path)?state=missed&limit=1", moderator).object
            let next = try #require(first["next"] as? String)
            let second = try await client.send(.get, "\(path)?state=missed&limit=1&after=\(next)", moderator).object
            let call = try #require((second["items"] as? [[String: Any]])?.first)
            #expect(call["note"] as? String == "Ring me" && call["name"] as? String == "Mai")
            #expect(call["person"] as? String == mai.person && call["product"] is NSNull)
            let id = try #require(call["call"] as? String)
            let done = try await client.send(.put, "\(path)/\(id)", moderator, json: #"{"state":"done"}"#)
            #expect(done.object["state"] as? String == "done")
            #expect(
                try await client.send(.put, "\(path)/none", moderator, json: #"{"state":"done"}"#).status == .notFound)
            let again = try await client.send(.put, "\(path)/\(id)", moderator, json: #"{"state":"missed"}"#)
            #expect(again.problem == "invalid-field")
            #expect(try await client.send(.get, "\(path)?state=ringing", moderator).problem == "invalid-request")
            let listed = try await client.send(.get, "\(path)?state=done", moderator).object
            #expect((listed["items"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: [
        ("", 400, "invalid-request"), ("[]", 400, "invalid-request"), (#"{"do":"fly"}"#, 400, "invalid-request"),
        (#"{"do":"seat"}"#, 400, "invalid-request"), (#"{"do":"seat","person":""}"#, 422, "invalid-field"),
        (#"{"do":"promise"}"#, 400, "invalid-request"), (#"{"do":"promise","text":null}"#, 409, "wrong-scene"),
        (#"{"do":"cheer","side":"mine"}"#, 400, "invalid-request"), (#"{"do":"answer"}"#, 400, "invalid-request"),
        (#"{"do":"layout","front":3}"#, 422, "invalid-field"), (#"{"do":"layout","layout":"grid"}"#, 200, nil),
        (#"{"do":"challenge","show":"demo","minutes":5}"#, 422, "invalid-field"),
        (#"{"do":"challenge","show":"nowhere"}"#, 404, "unknown-show"),
        (#"{"do":"raise"}"#, 409, "wrong-scene"), (#"{"do":"stop"}"#, 409, "no-battle"),
        (#"{"do":"answer","accept":true}"#, 409, "no-challenge"), (#"{"do":"accept"}"#, 409, "not-invited"),
        (#"{"do":"lower"}"#, 409, "no-hand"), (#"{"do":"remove","person":"x"}"#, 409, "not-on-stage"),
        (#"{"do":"ban","person":"tester"}"#, 409, "of-the-house"),
    ])
    func `what a command comes to has a code and says what to do`(body: String, status: Int, code: String?) async throws
    {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(.post, "/api/v1/shows/demo/stage", house.bearer(.host), json: body)
            #expect(answer.status.code == status && answer.problem == code, "\(answer.object)")
            #expect(code == nil || !(answer.object["action"] as? String ?? "").isEmpty)
        }
    }

    @Test func `roses that come too fast are told when to come again`() async throws {
        let house = try await House()
        _ = try await Self.air(house, "other", .single)
        try await house.serve { client in
            let host = house.bearer(.host)
            let path = "/api/v1/shows/demo/stage"
            let asked = try await client.send(.post, path, host, json: #"{"do":"challenge","show":"other"}"#)
            #expect((asked.object["battle"] as? [String: Any])?["state"] as? String == "asked")
            _ = try await client.send(
                .post, "/api/v1/shows/other/stage", host, json: #"{"do":"answer","accept":true}"#)
            let plan = try await Self.plan(house, House.show) { $0.visitor != nil }
            #expect(plan.visitor == .init(show: ShowID("other"), slot: 2))
            _ = try await Self.plan(house, ShowID("other")) { $0.visitor == .init(show: House.show, slot: 2) }
            let mai = try await Guest(client)
            let rose = #"{"do":"cheer","side":"ours"}"#
            let first = try await client.send(.post, path, mai.headers, json: rose)
            let score = (first.object["battle"] as? [String: Any])?["score"] as? [String: Int]
            #expect(score == ["ours": 1, "theirs": 0])
            let second = try await client.send(.post, path, mai.headers, json: rose)
            #expect(second.problem == "too-fast" && second.headers[.retryAfter] == "3")
            _ = try await client.send(.post, path, host, json: #"{"do":"stop"}"#)
            _ = try await Self.plan(house, House.show) { $0 == .usual }
        }
    }

    @Test func `a show's body names its scene, which is set until it begins`() async throws {
        let house = try await House()
        try await house.serve { client in
            let owner = house.bearer(.owner)
            let made = try await client.send(
                .post, "/api/v1/shows", owner, json: #"{"id":"soon","title":"T","host":"H","scene":"cohost"}"#)
            #expect(made.object["scene"] as? String == "cohost" && made.object["pictures"] as? Int == 9)
            let changed = try await client.send(.patch, "/api/v1/shows/soon", owner, json: #"{"scene":"voice"}"#)
            #expect(changed.object["pictures"] as? Int == 0 && changed.object["sounds"] as? Int == 3)
            #expect(
                try await client.send(.patch, "/api/v1/shows/soon", owner, json: #"{"scene":"opera"}"#).status.code
                    == 400)
            let late = try await client.send(.patch, "/api/v1/shows/demo", owner, json: #"{"scene":"voice"}"#)
            #expect(late.status == .conflict && late.problem == "scene-is-set")
            #expect(try await client.send(.get, "/api/v1/shows/demo").object["scene"] as? String == "single")
        }
    }

    @Test func `what the media plane tells reaches the room`() async throws {
        let house = try await House()
        let show = try await Self.air(house, "talk", .voice)
        try await house.serve { client in
            let mai = try await Guest(client)
            let port = try #require(client.port)
            let token = house.token(.host)
            try await TestSocket.open(port: port, path: "/shows/talk/socket?token=\(token)") { host in
                try await host.say(#"{"type":"join"}"#)
                #expect(try await host.hear("stage")["stage"] is [String: Any])
                _ = try await host.hear("mine")
                _ = try await client.send(.post, "/api/v1/shows/talk/stage", mai.headers, json: #"{"do":"raise"}"#)
                var hands = try await host.hear("hands")["hands"] as? [[String: Any]]
                #expect(hands?.first?["isReady"] as? Bool == false)
                house.media.happen(.performerReady(show, subject: mai.person))
                hands = try await host.hear("hands")["hands"] as? [[String: Any]]
                #expect(hands?.first?["isReady"] as? Bool == true)
                house.media.happen(.performerGone(show, subject: mai.person))
                hands = try await host.hear("hands")["hands"] as? [[String: Any]]
                #expect(hands?.first?["isReady"] as? Bool == false)
                _ = try await client.send(
                    .post, "/api/v1/shows/talk/stage", house.bearer(.host),
                    json: #"{"do":"seat","person":"\#(mai.person)"}"#)
                house.media.happen(.loudest(show, [mai.person, "somebody"]))
                #expect(try await host.hear("loud")["people"] as? [String] == [mai.person])
            }
            _ = try await Self.plan(house, show) { $0.loudest == 3 && $0.performers.count == 1 }
        }
    }

    @Test func `the plan is given again when a session begins, for the plane may have forgotten it`() async throws {
        let house = try await House()
        let show = try await Self.air(house, "talk", .voice)
        try await house.serve { client in
            let host = Self.offer(house.bearer(.host))
            #expect(try await client.send(.post, "/whip/talk", host, json: "v=0").status == .created)
            _ = try await Self.plan(house, show) { $0.performers.map(\.subject) == ["tester"] }
            for (path, headers) in [("/whip/talk", host), ("/whep/talk", [.contentType: "application/sdp"])] {
                house.media.state.withLock { $0.plans[show] = nil }
                #expect(try await client.send(.post, path, headers, json: "v=0").status == .created)
                #expect(house.media.state.withLock { $0.plans[show]?.last?.loudest } == 3, "\(path)")
            }
            house.media.state.withLock { $0.plans[show] = nil }
            house.media.happen(.publisherStarted(show, codec: "opus", synthetic: false))
            _ = try await Self.plan(house, show) { $0.loudest == 3 }
        }
    }

    @Test func `a size may be meant for one picture`() async throws {
        let house = try await House()
        try await house.serve { client in
            for (wish, call) in [
                (#"{"maxHeight":360,"slot":2}"#, "limit demo/s2 360 in 2"), (#"{"maxHeight":0}"#, "limit demo/s2 0"),
            ] {
                let answer = try await client.send(.post, "/whep/demo/s2/layer", json: wish)
                #expect(answer.status == .noContent)
                #expect(house.media.state.withLock { $0.calls.last } == call)
            }
            for wish in [#"{"slot":0}"#, #"{"slot":10}"#] {
                let answer = try await client.send(.post, "/whep/demo/s2/layer", json: wish)
                #expect(answer.problem == "invalid-field")
            }
        }
    }

    @Test func `commands have a limit of their own`() async throws {
        let house = try await House()
        try await house.serve({ $0.rateScale = 0.05 }) { client in
            var answers: [TestResponse] = []
            for _ in 0..<8 {
                answers.append(
                    try await client.send(
                        .post, "/api/v1/shows/demo/stage", house.bearer(.host), json: #"{"do":"layout"}"#))
            }
            #expect(answers[0].status == .ok && answers.contains { $0.problem == "too-many-requests" })
        }
    }
}

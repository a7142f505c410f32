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

struct MediaHTTPTests {
    static let sdp: HTTPFields = [.contentType: "application/sdp"]
    static let trickle: HTTPFields = [.contentType: "application/trickle-ice-sdpfrag"]

    @Test func `a host publishes as RFC 9725 says`() async throws {
        let house = try await House()
        let stun = try #require(IceServer("stun:stun.example:3478"))
        try await house.serve({ $0.iceServers = [stun] }) { client in
            var headers = house.bearer(.host, scope: .only(House.show))
            headers[.contentType] = "application/sdp"
            let answer = try await client.send(.post, "/whip/demo", headers, json: "v=0")
            #expect(answer.status == .created)
            #expect(answer.headers[.location] == "/whip/demo/s1" && answer.headers[.eTag] == "\"t1\"")
            #expect(answer.headers[.contentType] == "application/sdp")
            #expect(answer.headers[.acceptPatch] == "application/trickle-ice-sdpfrag")
            #expect(answer.headers[.linkTarget] == #"<stun:stun.example:3478>; rel="ice-server""#)
            #expect(answer.headers[.accessControlExposeHeaders] == "Location, ETag, Link, Retry-After, Accept-Patch")
            headers[.contentType] = "application/trickle-ice-sdpfrag"
            let unnamed = try await client.send(.patch, "/whip/demo/s1", headers, json: "a=candidate")
            #expect(unnamed.status == .preconditionRequired && unnamed.problem == "tag-needed")
            headers[.ifMatch] = "\"t1\""
            #expect(try await client.send(.patch, "/whip/demo/s1", headers, json: "a=candidate").status == .noContent)
            house.media.state.withLock { $0.patch = .restarted(fragment: "a=ice-ufrag:x", tag: "t9") }
            headers[.ifMatch] = "*"
            let restarted = try await client.send(.patch, "/whip/demo/s1", headers, json: "a=ice-ufrag:y")
            #expect(restarted.status == .ok && restarted.headers[.eTag] == "\"t9\"")
            #expect(try await client.send(.delete, "/whip/demo/s1", headers).status == .ok)
            #expect(
                house.media.state.withLock { $0.calls } == [
                    "resume demo", "publish demo tester", "patch s1 t1", "patch s1 *", "close s1",
                ])
        }
    }

    @Test func `publishing takes a host's bearer token`() async throws {
        let house = try await House()
        let code = try await house.codes.issue(EntryCodes.Grant(role: .host, scope: .all))
        try await house.serve { client in
            #expect(try await client.send(.post, "/whip/demo", Self.sdp, json: "v=0").problem == "sign-in-needed")
            for (role, scope, problem) in [
                (Role.viewer, ShowScope.all, "forbidden"), (.moderator, .only(House.show), "forbidden"),
                (.host, .only(ShowID("other")), "forbidden"),
            ] {
                var headers = house.bearer(role, scope: scope)
                headers[.contentType] = "application/sdp"
                #expect(try await client.send(.post, "/whip/demo", headers, json: "v=0").problem == problem)
            }
            let entered = try await client.send(.post, "/enter/\(code)")
            var headers: HTTPFields = [.cookie: try #require(entered.cookie), .contentType: "application/sdp"]
            headers[.forgeryGuard] = try await client.send(.get, "/api/v1/session", headers).object["csrf"] as? String
            #expect(try await client.send(.post, "/whip/demo", headers, json: "v=0").problem == "sign-in-needed")
            #expect(house.media.state.withLock { $0.calls }.isEmpty)
        }
    }

    @Test(arguments: [
        (MediaRefusal.badDescription(detail: "x"), 400), (.unknownShow, 404), (.showEnded, 409),
        (.unsupportedCodec(detail: "x"), 415), (.tooManySessions(retryAfter: .seconds(3)), 503), (.unknownSession, 404),
        (.staleTag, 412), (.tagNeeded, 428), (.draining, 503),
    ])
    func `each refusal of the media plane has its status`(refusal: MediaRefusal, status: Int) async throws {
        let house = try await House()
        house.media.state.withLock { $0.refusal = refusal }
        try await house.serve { client in
            let answer = try await client.send(.post, "/whep/demo", Self.sdp, json: "v=0")
            #expect(answer.status.code == status && answer.problem != nil)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
        }
    }

    @Test func `anybody plays an open show and a restricted one takes its token`() async throws {
        let house = try await House()
        let inner = ShowDraft(
            id: ShowID("inner"), title: "Inner", host: "Loom", language: house.services.markets.fallback.languages[0],
            access: .restricted)
        _ = try await house.services.shows.create(inner)
        try await house.serve { client in
            #expect(try await client.send(.post, "/whep/demo", Self.sdp, json: "v=0").status == .created)
            #expect(try await client.send(.post, "/whep/inner", Self.sdp, json: "v=0").problem == "sign-in-needed")
            var visitor = house.bearer(.viewer)
            visitor[.contentType] = "application/sdp"
            #expect(try await client.send(.post, "/whep/inner", visitor, json: "v=0").problem == "forbidden")
            var guest = house.bearer(.viewer, scope: .only(ShowID("inner")))
            guest[.contentType] = "application/sdp"
            #expect(try await client.send(.post, "/whep/inner", guest, json: "v=0").status == .created)
            let listed = try await client.send(.get, "/api/v1/shows").object["items"] as? [[String: Any]]
            #expect(listed?.compactMap { $0["id"] as? String } == ["demo"])
        }
    }

    @Test func `bodies are checked before the media plane sees them`() async throws {
        let house = try await House()
        try await house.serve { client in
            let text = try await client.send(.post, "/whep/demo", [.contentType: "text/plain"], json: "v=0")
            #expect(text.status.code == 415)
            #expect(try await client.send(.post, "/whep/demo", Self.sdp, json: "").status.code == 400)
            let large = String(repeating: "a", count: RequestLimits.sdp + 1)
            #expect(try await client.send(.post, "/whep/demo", Self.sdp, json: large).status.code == 413)
            #expect(try await client.send(.patch, "/whep/demo/s2", Self.sdp, json: "a").status.code == 415)
            #expect(house.media.state.withLock { $0.calls }.isEmpty)
        }
    }

    @Test func `an ended show is neither published to nor played`() async throws {
        let house = try await House()
        _ = try await house.services.shows.step(House.show, to: .ended)
        var host = house.bearer(.host, scope: .only(House.show))
        host[.contentType] = "application/sdp"
        try await house.serve { [host] client in
            for (path, headers) in [("/whep/demo", Self.sdp), ("/whip/demo", host)] {
                let answer = try await client.send(.post, path, headers, json: "v=0")
                #expect(answer.status == .conflict && answer.problem == "show-ended", "\(path)")
            }
        }
        #expect(house.media.state.withLock { $0.calls }.isEmpty)
    }

    @Test func `a viewer says how large a picture is of use`() async throws {
        let house = try await House()
        let stun = try #require(IceServer("stun:stun.example"))
        try await house.serve({ $0.iceServers = [stun] }) { client in
            let played = try await client.send(.post, "/whep/demo", Self.sdp, json: "v=0")
            #expect(
                played.headers[values: .linkTarget] == [
                    #"<stun:stun.example>; rel="ice-server""#,
                    #"</whep/demo/s2/layer>; rel="urn:ietf:params:whep:ext:core:layer""#,
                ])
            let bounds = [
                #"{"maxHeight":360}"#: "360", #"{"maxWidth":320}"#: "320", #"{"maxWidth":640,"maxHeight":360}"#: "360",
                #"{"maxHeight":0}"#: "0", "{}": "-", #"{"mediaId":"0"}"#: "-", #"{"maxHeight":null}"#: "-",
            ]
            for (wish, lines) in bounds {
                let answer = try await client.send(.post, "/whep/demo/s2/layer", json: wish)
                #expect(answer.status == .noContent, "\(wish)")
                #expect(house.media.state.withLock { $0.calls.last } == "limit demo/s2 \(lines)", "\(wish)")
            }
            let asked = try await client.send(.options, "/whep/demo/s2/layer")
            #expect(asked.headers[.acceptPost] == "application/json")
            #expect(asked.headers[.accessControlAllowMethods] == "POST, OPTIONS")
            #expect(asked.headers[.accessControlAllowHeaders]?.contains("Content-Type") == true)
        }
    }

    @Test(arguments: [
        ("maxHeight=360", 400), (#"{"maxHeight":"360"}"#, 400), (#"{"maxWidth":1.5}"#, 400), ("[]", 400), ("", 400),
        (#"{"maxHeight":-1}"#, 422), (#"{"maxWidth":65537}"#, 422), (#"{"rid":"q"}"#, 422),
        (#"{"encodingId":"q","maxHeight":360}"#, 422),
        (#"{"mediaId":"\#(String(repeating: "0", count: RequestLimits.layer))"}"#, 413),
    ])
    func `a size that says nothing is refused`(wish: String, status: Int) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(.post, "/whep/demo/s2/layer", json: wish)
            #expect(answer.status.code == status && answer.problem != nil)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            let text = try await client.send(.post, "/whep/demo/s2/layer", [.contentType: "text/plain"], json: "{}")
            #expect(text.problem == "unsupported-media-type")
            #expect(house.media.state.withLock { $0.calls }.isEmpty)
        }
    }

    @Test func `a size for a session that is over is refused`() async throws {
        let house = try await House()
        house.media.state.withLock { $0.refusal = .unknownSession }
        try await house.serve { client in
            let answer = try await client.send(.post, "/whep/demo/gone/layer", json: "{}")
            #expect(answer.status == .notFound && answer.problem == "unknown-session")
        }
    }

    @Test func `who has not chosen is sent as high a picture as the market gets`() async throws {
        let house = try await House()
        try await house.serve { client in
            for (language, lines) in [("en-US", "1080"), ("id-ID,id;q=0.9", "480"), ("pt-BR", "480"), ("ja", "1080")] {
                var headers = Self.sdp
                headers[.acceptLanguage] = language
                #expect(try await client.send(.post, "/whep/demo", headers, json: "v=0").status == .created)
                #expect(house.media.state.withLock { $0.calls.last } == "play demo \(lines)", "\(language)")
            }
            // A market that was chosen counts before the browser's language, where it is known who asks.
            let opened = try await client.send(.post, "/api/v1/session", json: #"{"market":"ID"}"#)
            var known: HTTPFields = [.cookie: try #require(opened.cookie), .contentType: "application/sdp"]
            known[.forgeryGuard] = opened.object["csrf"] as? String
            known[.acceptLanguage] = "en-US"
            #expect(try await client.send(.post, "/whep/demo", known, json: "v=0").status == .created)
            #expect(house.media.state.withLock { $0.calls.last } == "play demo 480")
        }
    }

    @Test func `a show that has not begun can be waited for`() async throws {
        let house = try await House()
        let language = house.services.markets.fallback.languages[0]
        _ = try await house.services.shows.create(
            ShowDraft(id: ShowID("soon"), title: "Soon", host: "Loom", language: language))
        try await house.serve { client in
            let answer = try await client.send(.post, "/whep/soon", Self.sdp, json: "v=0")
            #expect(answer.status == .created)
        }
    }

    @Test func `a browser of another site may ask`() async throws {
        let house = try await House()
        let turn = try #require(IceServer("turn:turn.example?transport=udp;someone;secret"))
        let stun = try #require(IceServer("stun:stun.example"))
        try await house.serve({ $0.iceServers = [turn, stun] }) { client in
            let answer = try await client.send(.options, "/whip/demo")
            #expect(answer.status == .noContent && answer.headers[.acceptPost] == "application/sdp")
            #expect(answer.headers[.accessControlAllowMethods] == "POST, OPTIONS")
            // What opens the TURN server is for those who got a session.
            #expect(answer.headers[values: .linkTarget] == [#"<stun:stun.example>; rel="ice-server""#])
            let opened = try await client.send(.post, "/whep/demo", Self.sdp, json: "v=0")
            #expect(
                opened.headers[values: .linkTarget].first == #"<turn:turn.example?transport=udp>; rel="ice-server"; "#
                    + #"username="someone"; credential="secret"; credential-type="password""#)
            let session = try await client.send(.options, "/whep/demo/s2")
            #expect(session.headers[.accessControlAllowMethods] == "PATCH, DELETE, OPTIONS")
        }
    }

    @Test(arguments: [
        "", "stun:", "stun.example", "stun:a;user;password", "turn:a", "turn:a;user", "turn:a;user;pass;word",
        "http://a", "turn:a;user;pass\"word", "stun:a b",
    ])
    func `an ICE server has a scheme, a host and what opens it`(text: String) {
        #expect(IceServer(text) == nil)
    }

    @Test func `a page of another site can read why it was refused`() async throws {
        let house = try await House()
        try await house.serve({ $0.rateScale = 0.05 }) { client in
            var stale = Self.sdp
            stale[.authorization] = "Bearer nothing"
            let unknown = try await client.send(.post, "/whep/demo", stale, json: "v=0")
            let wrongMethod = try await client.send(.get, "/whip/demo")
            #expect(unknown.status == .unauthorized && wrongMethod.status == .methodNotAllowed)
            var limited = unknown
            for _ in 0..<1_000 where limited.status != .tooManyRequests {
                limited = try await client.send(.post, "/whep/demo", Self.sdp, json: "v=0")
            }
            #expect(limited.headers[.retryAfter] != nil)
            for answer in [unknown, wrongMethod, limited] {
                #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(answer.status)")
                #expect(answer.headers[.accessControlExposeHeaders]?.contains("Retry-After") == true)
            }
            let closed = try await client.send(.get, "/api/v1/shows")
            #expect(closed.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `a cookie alone plays as nobody, and with the page's token as its owner`() async throws {
        let house = try await House()
        let inner = ShowID("inner")
        _ = try await house.services.shows.create(
            ShowDraft(
                id: inner, title: "Inner", host: "Loom", language: house.services.markets.fallback.languages[0],
                access: .restricted))
        let code = try await house.codes.issue(EntryCodes.Grant(role: .host, scope: .only(inner)))
        try await house.serve { client in
            let entered = try await client.send(.post, "/enter/\(code)")
            var headers: HTTPFields = [.cookie: try #require(entered.cookie), .contentType: "application/sdp"]
            #expect(try await client.send(.post, "/whep/demo", headers, json: "v=0").status == .created)
            #expect(try await client.send(.delete, "/whep/demo/s2", headers).status == .ok)
            #expect(try await client.send(.post, "/whep/inner", headers, json: "v=0").problem == "sign-in-needed")
            headers[.forgeryGuard] = try await client.send(.get, "/api/v1/session", headers).object["csrf"] as? String
            #expect(try await client.send(.post, "/whep/inner", headers, json: "v=0").status == .created)
        }
    }

    @Test func `a token for OBS publishes and does nothing else`() async throws {
        let house = try await House()
        try await house.serve { client in
            let ingest = try await client.send(.get, "/api/v1/shows/demo/ingest", house.bearer(.host))
            let token = try #require(ingest.object["token"] as? String)
            var headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/sdp"]
            #expect(try await client.send(.post, "/whip/demo", headers, json: "v=0").status == .created)
            #expect(try await client.send(.post, "/whip/other", headers, json: "v=0").problem == "forbidden")
            headers[.contentType] = nil
            for (method, path) in [
                (HTTPRequest.Method.put, "/api/v1/shows/demo/state"), (.get, "/api/v1/shows/demo/ingest"),
                (.get, "/api/v1/session"), (.get, "/api/v1/shows/demo"), (.post, "/whep/demo"),
            ] {
                #expect(try await client.send(method, path, headers).problem == "bad-token", "\(method) \(path)")
            }
            let socket = try await client.send(.get, "/shows/demo/socket?token=\(token)")
            #expect(socket.problem == "bad-token")
            let cookie = try await client.send(.get, "/api/v1/session", [.cookie: "tw_session=\(token)"])
            #expect(cookie.problem == "sign-in-needed")
        }
    }

    @Test func `a paused show is held back before its host comes in, and an ended one is over`() async throws {
        let house = try await House()
        _ = try await house.services.shows.step(House.show, to: .paused)
        var host = house.bearer(.host, scope: .only(House.show))
        host[.contentType] = "application/sdp"
        try await house.serve { [host] client in
            #expect(try await client.send(.post, "/whip/demo", host, json: "v=0").status == .created)
            #expect(house.media.state.withLock { $0.calls } == ["pause demo", "publish demo tester"])
            _ = try await house.services.shows.step(House.show, to: .ended)
            // It was let in while the show was being ended.
            house.media.happen(.publisherStarted(House.show, codec: "VP8", synthetic: false))
            while !house.media.state.withLock({ $0.calls.contains("end demo") }) {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test func `an encoder's token asks what the endpoint takes`() async throws {
        let house = try await House()
        try await house.serve { client in
            let host = house.bearer(.host, scope: .only(House.show))
            let session = try await client.send(.get, "/api/v1/shows/demo/ingest", host)
            let token = try #require(session.object["token"] as? String, "\(session.object)")
            let asked = try await client.send(.options, "/whip/demo", [.authorization: "Bearer \(token)"])
            #expect(asked.status == .noContent)
            #expect(asked.headers[.accessControlAllowMethods] == "POST, OPTIONS")
        }
    }

    @Test func `a stream that comes back to a paused show is held back`() async throws {
        let house = try await House()
        _ = try await house.services.shows.step(House.show, to: .paused)
        try await house.serve { client in
            house.media.happen(.publisherStarted(House.show, codec: "VP8", synthetic: false))
            while !house.media.state.withLock({ $0.calls.contains("pause demo") }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(try await client.send(.get, "/healthz").status == .ok)
        }
    }
}

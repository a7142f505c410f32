import Foundation
import Testing

@testable import TradewindClient

struct HTTPSignallingTests {
    private func signalling(_ server: CannedServer, token: String? = nil) throws -> HTTPSignalling {
        HTTPSignalling(endpoint: try #require(URL(string: "http://127.0.0.1:\(server.port)/whip/demo")), token: token)
    }

    @Test func `an offer goes out with its type and token, and the session comes back`() async throws {
        let server = try CannedServer([
            .init(status: "201 Created", headers: ["Location: /whip/demo/abc", "ETag: \"0\""], body: "v=0\r\n")
        ])
        let session = try await signalling(server, token: "secret").open(offer: "v=0\r\noffer")
        #expect(session.resource.absoluteString == "http://127.0.0.1:\(server.port)/whip/demo/abc")
        #expect(session.entityTag == "\"0\"")
        #expect(session.answer == "v=0\r\n")
        let request = try #require(server.requests.first)
        #expect(request.head.hasPrefix("POST /whip/demo HTTP/1.1"))
        #expect(request.head.contains("Authorization: Bearer secret"))
        #expect(request.head.contains("Content-Type: application/sdp"))
        #expect(request.body == "v=0\r\noffer")
    }

    @Test func `a problem document becomes an error that says what to do`() async throws {
        let problem =
            #"{"title":"No","status":403,"detail":"The token is for another show.","code":"wrong-show","action":"Ask the host for a new one."}"#
        let server = try CannedServer([
            .init(status: "403 Forbidden", headers: ["Content-Type: application/problem+json"], body: problem)
        ])
        let refusal = Refusal(
            status: 403, code: "wrong-show", detail: "The token is for another show.",
            action: "Ask the host for a new one.")
        await #expect(throws: SignallingError.refused(refusal)) { try await signalling(server).open(offer: "v=0") }
        #expect("\(refusal)" == "The token is for another show. Ask the host for a new one. (403 wrong-show)")
    }

    @Test(arguments: [
        (CannedServer.Answer(status: "201 Created", headers: ["Location: /x"], body: "hello"), "session description"),
        (.init(status: "201 Created", headers: [], body: "v=0\r\n"), "Location"),
    ])
    func `an answer that is none of WHIP is told as such`(answer: CannedServer.Answer, word: String) async throws {
        let server = try CannedServer([answer])
        let error = await #expect(throws: SignallingError.self) { try await signalling(server).open(offer: "v=0") }
        guard case .notAnAnswer(let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains(word))
    }

    @Test func `a server that is not there is unreachable, which is worth another try`() async throws {
        let server = try CannedServer([])
        server.stop()
        let error = await #expect(throws: SignallingError.self) { try await signalling(server).open(offer: "v=0") }
        #expect(error?.isPermanent == false)
    }

    @Test func `a session is ended at its own address, even by a cancelled task`() async throws {
        let server = try CannedServer([.init(status: "200 OK", headers: [], body: "")])
        let signalling = try signalling(server, token: "secret")
        let resource = try #require(URL(string: "http://127.0.0.1:\(server.port)/whip/demo/abc"))
        let session = SignalledSession(resource: resource, entityTag: nil, answer: "v=0")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { try await signalling.close(session) }
            try await group.waitForAll()
        }
        #expect(server.requests.first?.head.hasPrefix("DELETE /whip/demo/abc HTTP/1.1") == true)
    }

    @Test func `an ICE restart goes out as a fragment that matches any generation`() async throws {
        let server = try CannedServer([
            .init(status: "200 OK", headers: ["ETag: \"1\""], body: "a=ice-ufrag:abcd\r\n")
        ])
        let resource = try #require(URL(string: "http://127.0.0.1:\(server.port)/whip/demo/abc"))
        let session = SignalledSession(resource: resource, entityTag: "\"0\"", answer: "v=0")
        let answer = try await signalling(server).restart(session, fragment: "a=ice-ufrag:efgh\r\n")
        #expect(answer == SignalledRestart(fragment: "a=ice-ufrag:abcd\r\n", entityTag: "\"1\""))
        let request = try #require(server.requests.first)
        #expect(request.head.contains("Content-Type: application/trickle-ice-sdpfrag"))
        #expect(request.head.contains("If-Match: *"))
        #expect(request.body == "a=ice-ufrag:efgh\r\n")
    }
}

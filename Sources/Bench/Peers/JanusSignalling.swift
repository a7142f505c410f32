internal import Foundation
internal import TradewindClient

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Plays from a mountpoint of Janus's streaming plugin, by its HTTP interface.
///
/// The plugin makes the offer, our client too: each is turned into the other's answer. Both name the same payload types
/// and sections, as ``JanusSettings`` writes them.
struct JanusSignalling: Signalling {
    private enum Limit {
        static let seconds: TimeInterval = 20
        static let connections = 64
        /// Events read until the offer has come.
        static let events = 8
    }

    private let endpoint: URL
    private let session: URLSession

    /// - Parameter endpoint: the interface's root, such as `http://127.0.0.1:8088/janus`.
    init(endpoint: URL) {
        self.endpoint = endpoint
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Limit.seconds
        configuration.httpMaximumConnectionsPerHost = Limit.connections
        session = URLSession(configuration: configuration)
    }

    private struct Description: Codable {
        var type: String
        var sdp: String
        var trickle: Bool?
    }

    private struct Body: Encodable {
        var request: String
        var id: Int?
    }

    private struct Request: Encodable {
        var janus: String
        var transaction = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        var plugin: String?
        var body: Body?
        var jsep: Description?
    }

    private struct Reply: Decodable {
        struct Created: Decodable {
            var id: UInt64
        }

        struct Failure: Decodable {
            var reason: String
        }

        var janus: String
        var data: Created?
        var error: Failure?
        var jsep: Description?
    }

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        let session = endpoint.appending(component: String(try await create(Request(janus: "create"), at: endpoint)))
        let attach = Request(janus: "attach", plugin: "janus.plugin.streaming")
        let handle = session.appending(component: String(try await create(attach, at: session)))
        let watch = Request(janus: "message", body: Body(request: "watch", id: JanusSettings.mountpoint))
        _ = try await post(watch, to: handle)
        let theirs = try await self.offer(of: session)
        let answer = Description(type: "answer", sdp: Self.answer(from: offer), trickle: false)
        _ = try await post(Request(janus: "message", body: Body(request: "start"), jsep: answer), to: handle)
        return SignalledSession(resource: session, entityTag: nil, answer: Self.answer(fromPeer: theirs))
    }

    func restart(
        _ session: SignalledSession, fragment: String
    ) async throws(SignallingError) -> SignalledRestart {
        throw .notAnAnswer("Janus is only loaded here; its sessions are not restarted.")
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        _ = try await post(Request(janus: "destroy"), to: session.resource)
    }

    /// Our offer as an answer: who is active is said, extensions are not used.
    ///
    /// Janus does not begin without a candidate. This one leads nowhere (port 9 is “discard”): our checks tell the real one.
    private static func answer(from offer: String) -> String {
        replacing(offer, setup: "active") + "a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n"
    }

    private static func answer(fromPeer offer: String) -> String {
        replacing(offer, setup: "passive")
    }

    private static func replacing(_ description: String, setup: String) -> String {
        let lines = description.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            if line.hasPrefix("a=extmap") { return nil }
            return line.hasPrefix("a=setup:") ? "a=setup:\(setup)" : String(line)
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func create(_ request: Request, at url: URL) async throws(SignallingError) -> UInt64 {
        guard let created = try await post(request, to: url).data else { throw .notAnAnswer("Janus named no id.") }
        return created.id
    }

    /// Waits for the event that brings the plugin's offer.
    private func offer(of session: URL) async throws(SignallingError) -> String {
        for _ in 0..<Limit.events {
            let event = try await exchange(
                URLRequest(url: session.appending(queryItems: [.init(name: "maxev", value: "1")])))
            if let description = event.jsep, description.type == "offer" { return description.sdp }
        }
        throw .notAnAnswer("Janus made no offer.")
    }

    private func post(_ body: Request, to url: URL) async throws(SignallingError) -> Reply {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try? JSONEncoder().encode(body)
        return try await exchange(request)
    }

    private func exchange(_ request: URLRequest) async throws(SignallingError) -> Reply {
        let body: Data
        do {
            (body, _) = try await session.data(for: request)
        } catch {
            throw .unreachable("\(error)")
        }
        guard let reply = try? JSONDecoder().decode(Reply.self, from: body) else {
            throw .notAnAnswer("Janus sent something else than its JSON.")
        }
        if let failure = reply.error { throw .notAnAnswer("Janus says “\(failure.reason)”.") }
        return reply
    }
}

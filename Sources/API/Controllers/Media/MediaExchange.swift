internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The HTTP that WHIP (RFC 9725) and WHEP share: descriptions in, descriptions out, and sites of others may ask.
struct MediaExchange: Sendable {
    static let offerType = "application/sdp"
    static let fragmentType = "application/trickle-ice-sdpfrag"

    /// `whip` or `whep`.
    let kind: String
    let media: any MediaPlane
    let iceServers: [IceServer]

    func offer(_ exchange: Exchange) async throws -> String {
        try Self.text(try await exchange.body(Self.offerType, limit: RequestLimits.sdp))
    }

    /// 201 with the session's address, its tag, what it takes, and the extensions below its address.
    func created(_ answer: MediaAnswer, show: ShowID, extensions: [WHEPExtension] = []) -> Response {
        let location = "/\(kind)/\(show)/\(answer.session)"
        var headers: HTTPFields = [
            .contentType: Self.offerType, .location: location, .eTag: "\"\(answer.tag)\"",
            .acceptPatch: Self.fragmentType,
        ]
        linkServers(iceServers, in: &headers)
        for each in extensions { headers.append(HTTPField(name: .linkTarget, value: each.link(of: location))) }
        return Response(
            status: .created, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: answer.answer)))
    }

    /// Takes candidates, or restarts ICE; `If-Match` says which (RFC 9725, section 4.3).
    func patch(_ exchange: Exchange) async throws -> Response {
        let fragment = try Self.text(try await exchange.body(Self.fragmentType, limit: RequestLimits.sdp))
        guard let match = exchange.headers[.ifMatch] else { throw MediaRefusal.tagNeeded }
        let answer = try await media.patch(
            session: exchange.id("session"), of: exchange.id("show"), fragment: fragment,
            ifMatch: Self.unquoted(match))
        switch answer {
        case .accepted:
            return Response(status: .noContent, headers: [:])
        case .restarted(let fragment, let tag):
            return Response(
                status: .ok, headers: [.contentType: Self.fragmentType, .eTag: "\"\(tag)\""],
                body: ResponseBody(byteBuffer: ByteBuffer(string: fragment)))
        }
    }

    func close(_ exchange: Exchange) async throws -> Response {
        try await media.close(session: exchange.id("session"), of: exchange.id("show"))
        return Response(status: .ok, headers: [:])
    }

    /// What an endpoint takes, and where ICE may get help; browsers ask before a page of another site goes on.
    func options(_ methods: [HTTPRequest.Method], accepts: HTTPFields) -> Response {
        var headers = accepts
        headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
        headers[.accessControlAllowHeaders] = "Authorization, Content-Type, If-Match"
        // Browsers keep it for two hours at most.
        headers[.accessControlMaxAge] = "7200"
        // What opens a TURN server is for those who got a session (RFC 9725, section 4.6).
        linkServers(iceServers.filter { $0.login == nil }, in: &headers)
        return Response(status: .noContent, headers: headers)
    }

    private func linkServers(_ servers: [IceServer], in headers: inout HTTPFields) {
        for server in servers { headers.append(HTTPField(name: .linkTarget, value: server.link)) }
    }

    private static func text(_ body: ByteBuffer) throws(Problem) -> String {
        guard let text = String(validating: body.readableBytesView, as: UTF8.self), !text.isEmpty else {
            throw .invalid("The body is empty or not UTF-8.")
        }
        return text
    }

    private static func unquoted(_ tag: String) -> String {
        tag.count >= 2 && tag.hasPrefix("\"") && tag.hasSuffix("\"") ? String(tag.dropFirst().dropLast()) : tag
    }
}

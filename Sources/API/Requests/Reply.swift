internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The usual answers.
enum Reply {
    /// A JSON document that belongs to the caller alone.
    static func json(_ body: some Encodable, status: HTTPResponse.Status = .ok, cookie: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let cookie { headers[.setCookie] = cookie }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONBody.encode(body))))
    }

    /// A list, with the cursor of what follows.
    static func list(_ items: [some Encodable], next: String? = nil) -> Response {
        json(List(items: items, next: next))
    }

    static func noContent() -> Response { Response(status: .noContent) }

    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func redirect(to path: String, cookie: String? = nil) -> Response {
        var headers: HTTPFields = [.location: path, .cacheControl: "no-store"]
        if let cookie { headers[.setCookie] = cookie }
        return Response(status: .seeOther, headers: headers)
    }

    private struct List<Item: Encodable>: Encodable {
        let items: [Item]
        let next: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(items, forKey: .items)
            try container.encode(next, forKey: .next)
        }

        private enum Keys: String, CodingKey { case items, next }
    }
}

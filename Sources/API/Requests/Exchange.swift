internal import Commerce
internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rooms

/// One request with all that the gate found out about it.
struct Exchange: Sendable {
    let request: Request
    let parameters: Parameters
    /// Nil where nobody is known; never nil behind ``Access/session`` and above.
    let caller: Caller?
    let address: String
    let isSecure: Bool

    var headers: HTTPFields { request.headers }

    /// The caller of a route that needs one.
    func signedIn() throws(Problem) -> Caller {
        guard let caller else { throw .signInNeeded }
        return caller
    }

    func id<Entity>(_ name: String, _ type: Identifier<Entity>.Type = Identifier<Entity>.self) -> Identifier<Entity> {
        Identifier(parameters.get(name) ?? "")
    }

    func query(_ name: String) -> String? {
        request.uri.queryParameters.get(name)
    }

    /// What the caller names this attempt, so that sending it twice does it once.
    func idempotencyKey() throws(Problem) -> IdempotencyKey {
        guard let text = headers[.idempotencyKey], let key = IdempotencyKey(rawValue: text) else {
            throw .invalid("“Idempotency-Key” needs 1–128 visible characters.", action: "Send a fresh random key.")
        }
        return key
    }

    /// How many items a list may give, and after which.
    func page() throws(Problem) -> (after: String?, limit: Int) {
        guard let text = query("limit") else { return (query("after"), RequestLimits.usualPage) }
        guard let limit = Int(text), RequestLimits.page.contains(limit) else {
            throw .invalid(
                "“limit” is a number from \(RequestLimits.page.lowerBound) to \(RequestLimits.page.upperBound).")
        }
        return (query("after"), limit)
    }

    /// The body, if it is of the expected type and not too large.
    func body(_ type: String, limit: Int) async throws -> ByteBuffer {
        guard mediaType == type else { throw Problem.unsupportedType(type) }
        return try await anyBody(limit: limit)
    }

    /// The body of whatever type.
    func anyBody(limit: Int) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limit: limit)
        }
    }

    /// The media type of the body, without its parameters.
    var mediaType: String? {
        headers[.contentType]?.prefix { $0 != ";" }.lowercased().split(separator: " ").first.map(String.init)
    }

    /// The body as JSON; the problem names the member that is wrong.
    func json<Value: Decodable>(
        _ type: Value.Type = Value.self, limit: Int = RequestLimits.body
    ) async throws -> Value {
        let body = try await body("application/json", limit: limit)
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Problem.invalid(error.sentence)
        } catch let error as TimestampError {
            throw Problem.invalid("\(error)")
        }
    }
}

extension DecodingError {
    /// What is wrong with which member, without a word of Swift.
    fileprivate var sentence: String {
        switch self {
        case .keyNotFound(let key, let context): "“\(Self.path(context.codingPath + [key]))” is missing."
        case .valueNotFound(_, let context): "“\(Self.path(context.codingPath))” must not be null."
        case .typeMismatch(_, let context): "“\(Self.path(context.codingPath))” is of another type."
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "The body is not JSON." : "“\(Self.path(context.codingPath))” has a value it cannot have."
        @unknown default: "The body cannot be read."
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return path.hasPrefix(".") ? String(path.dropFirst()) : path
    }
}

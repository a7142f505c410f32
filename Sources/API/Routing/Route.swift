internal import HTTPTypes
internal import Hummingbird

/// One operation of the server: what it is called, who may use it, and what it does.
///
/// The router, the rules of the gate and the OpenAPI document are all drawn from these.
struct Route: Sendable {
    typealias Handler = @Sendable (Exchange) async throws -> Response

    let method: HTTPRequest.Method
    /// Parameters in braces: `/api/v1/shows/{show}`.
    let path: String
    let access: Access
    let limit: RateLimit
    /// Whether pages of any site may call it; a cookie alone then counts for nothing.
    let isOpen: Bool
    /// One line for the OpenAPI document.
    let summary: String
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, limit: RateLimit? = nil,
        isOpen: Bool = false, _ summary: String, handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.limit = limit ?? (method == .get || method == .options ? .read : .write)
        self.isOpen = isOpen
        self.summary = summary
        self.handler = handler
    }

    /// Whether the route may change something.
    var isUnsafe: Bool { method != .get && method != .head && method != .options }
}

internal import Commerce
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rooms

/// What went wrong, in the form of RFC 9457: for programs a code, for people a sentence and what to do next.
struct Problem: Error, Hashable {
    let status: HTTPResponse.Status
    /// Stable; what programs test.
    let code: String
    /// The same for every occurrence of the code.
    let title: String
    /// What was wrong with what, this time.
    let detail: String
    /// What to do next.
    let action: String
    var retryAfter: Duration?
    /// Methods that the resource has, where another was asked for.
    var allow: [HTTPRequest.Method] = []
    /// The fields of the request that are not right.
    var errors: [FieldError] = []
    /// What the shop has too little of.
    var shortages: [Shortage] = []
    /// The count of now, where another was expected.
    var stock: Stock?

    init(
        _ status: HTTPResponse.Status, _ code: String, title: String, detail: String, action: String,
        retryAfter: Duration? = nil
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.action = action
        self.retryAfter = retryAfter
    }

    var response: Response {
        let body = Body(
            type: "/problems/\(code)", title: title, status: status.code, detail: detail, code: code, action: action,
            errors: errors.isEmpty ? nil : errors, shortages: shortages.isEmpty ? nil : shortages, stock: stock)
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        // Rounded up: whoever waits that long is let through.
        if let retryAfter { headers[.retryAfter] = String((retryAfter.wholeMilliseconds + 999) / 1_000) }
        if !allow.isEmpty { headers[.allow] = allow.map(\.rawValue).joined(separator: ", ") }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONBody.encode(body))))
    }

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: String
        let action: String
        let errors: [FieldError]?
        let shortages: [Shortage]?
        let stock: Stock?
    }

    /// The units of a variant.
    struct Stock: Encodable, Hashable {
        let variant: VariantID
        let onHand: Int
        let held: Int
    }
}

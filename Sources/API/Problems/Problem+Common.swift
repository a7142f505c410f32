internal import Commerce
internal import HTTPTypes
internal import Rooms

/// The problems that any route may have.
extension Problem {
    static func invalid(_ detail: String, action: String = "Correct it and send the request again.") -> Problem {
        Problem(.badRequest, "invalid-request", title: "The request cannot be read", detail: detail, action: action)
    }

    static func unprocessable(field: String, why: String) -> Problem {
        var problem = Problem(
            .unprocessableContent, "invalid-field", title: "A field is not right", detail: "“\(field)”: \(why).",
            action: "Correct the field and send the request again.")
        problem.errors = [FieldError(field: field, code: .invalid)]
        return problem
    }

    static func notFound(_ what: String) -> Problem {
        Problem(
            .notFound, "not-found", title: "There is nothing here", detail: "\(what) does not exist.",
            action: "Check the address.")
    }

    static let signInNeeded = Problem(
        .unauthorized, "sign-in-needed", title: "Nobody is signed in", detail: "This needs a session or a token.",
        action: "Call POST /api/v1/session, sign in, or send “Authorization: Bearer …”.")

    static func badToken(_ why: TokenError) -> Problem {
        Problem(
            .unauthorized, "bad-token", title: "The token is not good", detail: why.sentence,
            action: "Ask for a new token.")
    }

    static func forbidden(needs role: Role) -> Problem {
        Problem(
            .forbidden, "forbidden", title: "This is not allowed",
            detail: "It takes the role \(role.rawValue) for this show.", action: "Sign in with that role.")
    }

    static let forgery = Problem(
        .forbidden, "csrf-token-wrong", title: "The request did not come from our page",
        detail: "X-CSRF-Token is missing or does not belong to the session.",
        action: "Read it from GET /api/v1/session and send it.")

    static let foreignOrigin = Problem(
        .forbidden, "foreign-origin", title: "The page is not ours",
        detail: "The Origin of this request is neither this server nor one it was configured for.",
        action: "Add the origin to the configuration of the server.")

    static func tooLarge(limit: Int) -> Problem {
        Problem(
            .contentTooLarge, "body-too-large", title: "The body is too large",
            detail: "This takes at most \(limit) bytes.", action: "Send less.")
    }

    static func unsupportedType(_ expected: String) -> Problem {
        Problem(
            .unsupportedMediaType, "unsupported-media-type", title: "The body is of another type",
            detail: "This takes \(expected).", action: "Send that, and name it in Content-Type.")
    }

    static func tooMany(retryAfter: Duration) -> Problem {
        Problem(
            .tooManyRequests, "too-many-requests", title: "Too many requests",
            detail: "More requests came from here than one caller may send.", action: "Wait and try again.",
            retryAfter: retryAfter)
    }

    static func wrongMethod(allowed: [HTTPRequest.Method]) -> Problem {
        var problem = Problem(
            .methodNotAllowed, "method-not-allowed", title: "The resource has no such method",
            detail: "It takes \(allowed.map(\.rawValue).joined(separator: ", ")).", action: "Use one of these.")
        problem.allow = allowed
        return problem
    }

    static let draining = Problem(
        .serviceUnavailable, "draining", title: "The server is leaving", detail: "It takes nothing new.",
        action: "Try again in a moment.", retryAfter: .seconds(2))

    static let diskFull = Problem(
        .init(code: 507, reasonPhrase: "Insufficient Storage"), "disk-full", title: "The server cannot store anything",
        detail: "Its disk is full; nothing was changed.", action: "Try again later, or tell the operator.",
        retryAfter: .seconds(30))

    static let busy = Problem(
        .serviceUnavailable, "busy", title: "The server is busy", detail: "Its store was held for too long.",
        action: "Try again.", retryAfter: .seconds(1))

    static let internalError = Problem(
        .internalServerError, "internal-error", title: "Something broke", detail: "The server failed on this request.",
        action: "Try again; if it stays so, tell the operator when it happened.")
}

extension TokenError {
    fileprivate var sentence: String {
        switch self {
        case .malformed: "It is not a token."
        case .unsupportedAlgorithm: "It is signed by an algorithm that is not taken here; only HS256 is."
        case .wrongSignature: "Its signature is not ours."
        case .foreignIssuer: "It was issued by somebody else."
        case .expired: "It has expired."
        case .notYetValid: "It is not good yet; if it should be, a clock is wrong."
        case .unknownRole: "It names a role that does not exist."
        case .foreignUse: "It is made for something else than this."
        case .revoked: "It has been revoked."
        }
    }
}

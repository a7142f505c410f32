internal import Hummingbird
internal import Rooms

/// The routes in the form of OpenAPI 3.1, drawn from the table that the router is drawn from.
struct OpenAPIDocument: Encodable, Sendable {
    struct Info: Encodable, Sendable {
        let title: String
        let version: String
    }

    struct Operation: Encodable, Sendable {
        let summary: String
        let parameters: [Parameter]
        let security: [[String: [String]]]
        let responses: [String: Answer]
    }

    struct Parameter: Encodable, Sendable {
        let name: String
        let `in`: String
        let required: Bool
        let schema: [String: String]
    }

    struct Answer: Encodable, Sendable {
        let description: String
    }

    struct SecurityScheme: Encodable, Sendable {
        let type: String
        let scheme: String?
        let bearerFormat: String?
        let `in`: String?
        let name: String?
    }

    struct Components: Encodable, Sendable {
        let securitySchemes: [String: SecurityScheme]
    }

    let openapi = "3.1.0"
    let info = Info(title: "Tradewind", version: "1")
    let paths: [String: [String: Operation]]
    let components = Components(securitySchemes: [
        "bearer": SecurityScheme(type: "http", scheme: "bearer", bearerFormat: "JWT", in: nil, name: nil),
        "session": SecurityScheme(
            type: "apiKey", scheme: nil, bearerFormat: nil, in: "cookie", name: SessionCookie.name),
    ])

    init(routes: [Route]) {
        var paths: [String: [String: Operation]] = [:]
        for route in routes {
            paths[Self.template(route.path), default: [:]][route.method.rawValue.lowercased()] = Self.operation(route)
        }
        self.paths = paths
    }

    /// OpenAPI has no word for “the rest of the path”.
    static func template(_ path: String) -> String {
        path.hasSuffix("/**") ? path.dropLast(2) + "{path}" : path
    }

    private static func operation(_ route: Route) -> Operation {
        let names = template(route.path).split(separator: "/").filter { $0.hasPrefix("{") }.map {
            $0.dropFirst().dropLast()
        }
        var answers = ["default": Answer(description: "A problem document (RFC 9457).")]
        answers["200"] = Answer(description: route.summary)
        if route.access.needsCaller { answers["401"] = Answer(description: "Nobody is signed in.") }
        if route.access.role != nil { answers["403"] = Answer(description: "The role does not suffice.") }
        answers["429"] = Answer(description: "Too many requests; Retry-After says when.")
        return Operation(
            summary: route.summary + (route.access.role.map { " (\($0.rawValue))" } ?? ""),
            parameters: names.map {
                Parameter(name: String($0), in: "path", required: true, schema: ["type": "string"])
            },
            security: !route.access.needsCaller ? [] : [["bearer": []], ["session": []]],
            responses: answers)
    }
}

extension Access {
    /// Whether a session or a token goes with the request.
    fileprivate var needsCaller: Bool { self != .anybody && self != .code }

    /// The least role that is needed, where one is.
    fileprivate var role: Role? {
        switch self {
        case .anybody, .code, .publisher, .session: nil
        case .role(let role), .anyShow(let role), .show(let role): role
        }
    }
}

internal import Domain
internal import Hummingbird
internal import Journal
internal import NIOCore
internal import Rooms

/// `/api/v1/journal`: the log, for those who own it.
struct JournalController: RouteSource {
    let journal: Journal

    var routes: [Route] {
        [Route(.get, "/api/v1/journal", .role(.owner), "The log of everything that happened", handler: read)]
    }

    private struct Item: Encodable {
        let position: Int64
        let at: Timestamp
        let kind: String
        let show: ShowID?
        let viewer: ViewerID?
        let market: MarketID?
        let payload: PayloadValue
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let (cursor, limit) = try exchange.page()
        guard let after = Int64(cursor ?? "0"), after >= 0 else {
            throw Problem.invalid("“after” is a position in the journal.")
        }
        let kinds = exchange.query("kind")?.split(separator: ",").map { EventKind(rawValue: String($0)) } ?? []
        guard kinds.count <= Self.mostKinds else {
            throw Problem.invalid("“kind” lists at most \(Self.mostKinds) kinds.")
        }
        let events = try await journal.events(
            after: after, show: exchange.query("show").map { ShowID($0) }, kinds: kinds, limit: limit)
        let items = try events.map { event in
            Item(
                position: event.position, at: event.at, kind: event.kind.rawValue, show: event.show,
                viewer: event.viewer, market: event.market, payload: try event.decode(PayloadValue.self))
        }
        return Reply.list(items, next: items.count == limit ? items.last.map { String($0.position) } : nil)
    }

    private static let mostKinds = 32
}

/// Any JSON value, passed on as it is stored.
private enum PayloadValue: Codable, Sendable {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([PayloadValue])
    case object([String: PayloadValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([PayloadValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: PayloadValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }
}

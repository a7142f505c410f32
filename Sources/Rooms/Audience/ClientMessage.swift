package import Domain
internal import Foundation

/// What a client says, parsed from the bytes of one text message.
package enum ClientMessage: Sendable, Hashable {
    case join(Join)
    case chat(client: String?, text: String)
    case reaction(ReactionKind)
    case vote(VoteID, answer: Int)
    case quality(QualityBeacon)
    case ping

    /// The first message; what is absent stays as the session has it.
    package struct Join: Sendable, Hashable {
        package var after: Int64?
        package var name: String?
        package var market: MarketID?

        package init(after: Int64? = nil, name: String? = nil, market: MarketID? = nil) {
            self.after = after
            self.name = name
            self.market = market
        }
    }

    /// Message ids are echoed: nothing longer is worth it.
    package static let clientIDCharacters = 64

    /// Parses one message; the refusal says what was wrong with it.
    package init(parsing bytes: some Sequence<UInt8>) throws(Refusal) {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(bytes))
        } catch {
            throw .malformed("A message is a JSON object with a “type” and members of the right kinds.")
        }
        self = try wire.message()
    }

    private struct Wire: Decodable {
        let type: String
        let after: Int64?
        let name: String?
        let market: String?
        let client: String?
        let text: String?
        let kind: String?
        let vote: String?
        let answer: Int?
        let milliseconds: Int?
        let region: String?

        func message() throws(Refusal) -> ClientMessage {
            switch type {
            case "join":
                return .join(Join(after: after, name: name, market: market.map { MarketID($0) }))
            case "chat":
                guard let text else { throw .malformed("“chat” needs “text”.") }
                guard (client?.count ?? 0) <= ClientMessage.clientIDCharacters else {
                    throw .malformed("“client” holds \(ClientMessage.clientIDCharacters) characters.")
                }
                return .chat(client: client, text: text)
            case "reaction":
                guard let reaction = kind.flatMap(ReactionKind.init(rawValue:)) else {
                    throw .malformed(
                        "“kind” is one of \(ReactionKind.allCases.map(\.rawValue).joined(separator: ", ")).")
                }
                return .reaction(reaction)
            case "vote":
                guard let vote, let answer else { throw .malformed("“vote” needs “vote” and “answer”.") }
                return .vote(VoteID(vote), answer: answer)
            case "quality":
                guard let beacon = QualityBeacon(kind: kind, milliseconds: milliseconds, region: region) else {
                    throw .malformed(
                        "“quality” needs a “kind” (firstFrame, freeze, stall) and “milliseconds” 0–600000.")
                }
                return .quality(beacon)
            case "ping":
                return .ping
            default:
                throw .malformed("There is no message of this type.")
            }
        }
    }
}

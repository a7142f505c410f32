internal import Domain

/// The bodies of what the server says; names and shapes as in `docs/protocols/room.md`.
extension RoomMessage {
    struct Chat: Encodable {
        var type = "chat"
        /// Absent inside a snapshot, whose own id covers its lines.
        let id: Int64?
        let at: Timestamp
        let message: ChatMessageID
        let viewer: ViewerID
        let name: String
        let role: Role
        let text: String
        var client: String?
    }

    struct ChatHidden: Encodable {
        var type = "chatHidden"
        let id: Int64
        let message: ChatMessageID
    }

    struct Reactions: Encodable {
        var type = "reactions"
        let counts: [String: Int]
    }

    struct Presence: Encodable {
        var type = "presence"
        let viewers: Int
    }

    struct ShowChanged: Encodable {
        var type = "show"
        let id: Int64
        let state: ShowState
        let access: ShowAccess
        let media: ShowMedia
    }

    struct OrderPulse: Encodable {
        var type = "order"
        let name: String
        let product: ProductID
        let quantity: Int
    }

    struct Refused: Encodable {
        var type = "refused"
        let client: String?
        let code: String
        let detail: String
        let retryAfter: Int?

        init(_ refusal: Refusal, client: String?) {
            self.client = client
            code = refusal.code
            detail = refusal.detail
            // Whole seconds, rounded up: a client that waits that long is let through.
            retryAfter = refusal.retryAfter.map { Int(($0.wholeMilliseconds + 999) / 1_000) }
        }
    }

    struct Draining: Encodable {
        var type = "draining"
        let retryAfter: Int
    }

    /// Answers a ping with the server's time, by which clients set the clocks that all see alike.
    static func pong(at now: Timestamp) -> RoomMessage {
        RoomMessage(text: Array(#"{"type":"pong","milliseconds":\#(now.milliseconds)}"#.utf8))
    }

    /// Tells a client that its message was not taken.
    package static func refused(_ refusal: Refusal, client: String?) -> RoomMessage {
        RoomMessage(Refused(refusal, client: client))
    }

    /// Tells a client to come back, here or to another process.
    package static func draining(retryAfter: Duration) -> RoomMessage {
        RoomMessage(Draining(retryAfter: Int(retryAfter.components.seconds)))
    }

    /// A fact whose members another capability has already encoded: the payload of its event.
    static func relayed(type: String, id: Int64, payload: String) -> RoomMessage {
        var text = Array(#"{"type":"\#(type)","id":\#(id)"#.utf8)
        let members = payload.utf8.dropFirst()
        if members.count > 1 { text.append(UInt8(ascii: ",")) }
        text.append(contentsOf: members)
        return RoomMessage(id: id, text: text)
    }
}

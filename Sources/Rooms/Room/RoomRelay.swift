internal import Domain
internal import Journal

/// The facts of other capabilities that a room passes on, and under which name.
enum RoomRelay {
    /// Kinds whose payload is already what clients read.
    private static let relayed: [EventKind: String] = [
        .pinChanged: "pin",
        .voteChanged: "vote",
        EventKind(rawValue: "shelf.changed"): "shelf",
        EventKind(rawValue: "stock.changed"): "stock",
        EventKind(rawValue: "price.changed"): "price",
        EventKind(rawValue: "offer.changed"): "offer",
    ]

    private static let orderPlaced = EventKind(rawValue: "order.placed")

    /// The message about an event, or nil when clients need not know.
    static func message(for event: Event) -> RoomMessage? {
        if let type = relayed[event.kind] {
            return .relayed(type: type, id: event.position, payload: event.payload)
        }
        guard event.kind == orderPlaced, let order = RoomJSON.decode(OrderPlaced.self, from: event.payload),
            let line = order.lines.first
        else { return nil }
        return RoomMessage(
            id: event.position,
            RoomMessage.OrderPulse(
                id: event.position, name: order.initial + "…", product: line.product, quantity: line.quantity))
    }

    /// What the order pulse needs of `order.placed`, which tells a first letter of the buyer and no more.
    private struct OrderPlaced: Decodable {
        struct Line: Decodable {
            let product: ProductID
            let quantity: Int
        }

        let initial: String
        let lines: [Line]
    }
}

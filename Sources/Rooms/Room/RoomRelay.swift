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

    /// The message about an event, or nil when clients need not know.
    static func message(for event: Event) -> RoomMessage? {
        relayed[event.kind].map { .relayed(type: $0, id: event.position, payload: event.payload) }
    }

    /// What a paid order tells the room; nil for every other event.
    static func pulse(of event: Event) -> RoomMessage.OrderPulse? {
        guard event.kind == orderPaid, let order = RoomJSON.decode(OrderPaid.self, from: event.payload),
            let line = order.lines.first
        else { return nil }
        return RoomMessage.OrderPulse(name: order.initial + "…", product: line.product, quantity: line.quantity)
    }

    private static let orderPaid = EventKind(rawValue: "order.paid")

    /// What the order pulse needs of `order.paid`, which tells a first letter of the buyer and no more.
    private struct OrderPaid: Decodable {
        struct Line: Decodable {
            let product: ProductID
            let quantity: Int
        }

        let initial: String
        let lines: [Line]
    }
}

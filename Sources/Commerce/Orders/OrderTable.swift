import Database
import Domain
import Markets

/// Reads and writes orders with their lines, inside a transaction.
struct OrderTable {
    let connection: any Connection

    /// The next number; taken back when the transaction fails.
    func nextNumber() throws -> OrderNumber {
        let rows = try connection.query("UPDATE order_numbers SET last = last + 1 WHERE id = 1 RETURNING last", [])
        guard let last = try rows.first?.integer("last") else {
            preconditionFailure("the migration puts the one row there, and nothing deletes it")
        }
        return OrderNumber(value: last)
    }

    func insert(_ order: Order) throws {
        try connection.execute(
            """
            INSERT INTO orders (id, number, key, viewer, market, show, state, placed_at, hold_until, currency, delivery,
                subtotal_minor, delivery_minor, total_minor, address)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            [
                .id(order.id), .integer(order.number.value), .word(order.key), .id(order.viewer), .id(order.market),
                .id(order.show), .word(order.state.word), .time(order.placedAt), .time(order.holdUntil),
                .text(order.total.currency.code), try StoredJSON.text(order.delivery), .minor(order.subtotal),
                .minor(order.delivery.price), .minor(order.total), try StoredJSON.text(order.address),
            ])
        for (position, line) in order.lines.enumerated() {
            try insert(line, at: position, of: order.id)
        }
    }

    private func insert(_ line: CartLineView, at position: Int, of order: OrderID) throws {
        try connection.execute(
            """
            INSERT INTO order_lines (order_id, position, variant, product, title, options, picture, quantity, unit_minor,
                total_minor, currency, offer, show)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .id(order), .count(position), .id(line.variant), .id(line.product), .text(line.title),
                try StoredJSON.text(line.options), .optional(line.picture?.rawValue), .count(line.quantity),
                .minor(line.unit), .minor(line.total), .text(line.unit.currency.code), .id(line.offer),
                .id(line.show),
            ])
    }

    /// Writes the state an order has reached, if it is still in the one it came from.
    func move(_ order: Order, from word: OrderState.Word) throws {
        let moved = try connection.execute(
            "UPDATE orders SET state = $2, closed_at = $3, hold_until = $4 WHERE id = $1 AND state = $5",
            [
                .id(order.id), .word(order.state.word), .time(order.state.closedAt), .time(order.holdUntil),
                .word(word),
            ])
        guard moved == 1 else { throw CommerceError.orderIsClosed(word) }
    }

    func order(_ id: OrderID) throws -> Order {
        guard let order = try orders(where: "id = $1", [.id(id)], limit: 1).first else {
            throw CommerceError.unknownOrder
        }
        return order
    }

    /// Unpaid orders whose hold is over, the longest first.
    func overdue(at time: Timestamp) throws -> [OrderID] {
        try connection.query(
            "SELECT id FROM orders WHERE state = 'awaitingPayment' AND hold_until <= $1 ORDER BY hold_until, id",
            [.time(time)]
        ).map { try $0.identifier("id") }
    }

    /// How many orders of a viewer wait for their payment.
    func unpaid(of viewer: ViewerID) throws -> Int {
        try connection.query(
            "SELECT COUNT(*) AS orders FROM orders WHERE viewer = $1 AND state = 'awaitingPayment'", [.id(viewer)]
        ).first?.count("orders") ?? 0
    }

    /// Orders that a condition selects, the newest first.
    func orders(where condition: String, _ arguments: [SQLValue], limit: Int) throws -> [Order] {
        let page = "\(condition) ORDER BY number DESC LIMIT \(limit)"
        let lines = try lines(of: "SELECT id FROM orders WHERE \(page)", arguments)
        return try connection.query(
            """
            SELECT id, number, key, viewer, market, show, state, placed_at, hold_until, closed_at, currency, delivery,
                subtotal_minor, total_minor, address
            FROM orders WHERE \(page)
            """, arguments
        ).map { try Order(row: $0, lines: lines) }
    }

    private func lines(of selection: String, _ arguments: [SQLValue]) throws -> [OrderID: [CartLineView]] {
        var lines: [OrderID: [CartLineView]] = [:]
        for row in try connection.query(
            """
            SELECT order_id, variant, product, title, options, picture, quantity, unit_minor, total_minor, currency,
                offer, show
            FROM order_lines WHERE order_id IN (\(selection)) ORDER BY order_id, position
            """, arguments)
        {
            lines[try row.identifier("order_id"), default: []].append(
                CartLineView(
                    variant: try row.identifier("variant"),
                    product: try row.identifier("product"),
                    title: try row.text("title"),
                    options: try StoredJSON.value(row.text("options")),
                    picture: try row.optionalText("picture").flatMap(PictureFile.init),
                    quantity: try row.count("quantity"),
                    unit: try row.money("unit_minor", currency: "currency"),
                    total: try row.money("total_minor", currency: "currency"),
                    offer: try row.optionalIdentifier("offer"),
                    show: try row.optionalIdentifier("show")))
        }
        return lines
    }
}

extension Order {
    fileprivate init(row: Row, lines: [OrderID: [CartLineView]]) throws {
        id = try row.identifier("id")
        number = OrderNumber(value: try row.integer("number"))
        key = try row.word("key")
        viewer = try row.identifier("viewer")
        market = try row.identifier("market")
        show = try row.optionalIdentifier("show")
        placedAt = try row.timestamp("placed_at")
        holdUntil = try row.timestamp("hold_until")
        state = OrderState(
            word: try row.word("state"), holdUntil: holdUntil, closedAt: try row.optionalTimestamp("closed_at"))
        delivery = try StoredJSON.value(row.text("delivery"))
        subtotal = try row.money("subtotal_minor", currency: "currency")
        total = try row.money("total_minor", currency: "currency")
        address = try StoredJSON.value(row.text("address"))
        self.lines = lines[id] ?? []
    }
}

import Database
import Domain

/// Reads and changes carts inside a transaction.
struct CartTable {
    let connection: any Connection

    /// The viewer's cart that is still open.
    func open(of viewer: ViewerID) throws -> CartID? {
        try connection.query("SELECT id FROM carts WHERE viewer = $1 AND state = 'open'", [.id(viewer)])
            .first?.identifier("id")
    }

    func insert(_ id: CartID, viewer: ViewerID, at time: Timestamp) throws {
        try connection.execute(
            "INSERT INTO carts (id, viewer, state, created_at) VALUES ($1, $2, $3, $4)",
            [.id(id), .id(viewer), .text(CartState.open.word), .time(time)])
    }

    /// Closes an open cart, once.
    func close(_ id: CartID, by order: OrderID) throws {
        var state = CartState.open
        try state.orderPlaced(order)
        let closed = try connection.execute(
            "UPDATE carts SET state = $2, order_id = $3 WHERE id = $1 AND state = 'open'",
            [.id(id), .text(state.word), .id(order)])
        guard closed == 1 else { throw CommerceError.emptyCart }
    }

    func set(_ line: CartLine, in cart: CartID, at time: Timestamp) throws {
        try connection.execute(
            """
            INSERT INTO cart_lines (cart, variant, quantity, show, offer, added_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (cart, variant) DO UPDATE SET quantity = excluded.quantity, show = excluded.show,
                offer = excluded.offer
            """,
            [
                .id(cart), .id(line.variant), .count(line.quantity), .id(line.show), .id(line.offer), .time(time),
            ])
    }

    func remove(_ variant: VariantID, from cart: CartID) throws {
        try connection.execute("DELETE FROM cart_lines WHERE cart = $1 AND variant = $2", [.id(cart), .id(variant)])
    }

    /// How many other articles a cart holds.
    func count(of cart: CartID, without variant: VariantID) throws -> Int {
        try connection.query(
            "SELECT COUNT(*) AS lines FROM cart_lines WHERE cart = $1 AND variant <> $2", [.id(cart), .id(variant)]
        ).first?.count("lines") ?? 0
    }
}

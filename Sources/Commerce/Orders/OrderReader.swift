import Database
import Domain

/// Joins orders with their payments, inside a transaction.
struct OrderReader {
    let connection: any Connection

    func order(_ id: OrderID, for access: OrderAccess) throws -> Order {
        let order = try OrderTable(connection: connection).order(id)
        guard access.allows(order) else { throw CommerceError.unknownOrder }
        return order
    }

    func view(_ id: OrderID, for access: OrderAccess) throws -> OrderView {
        try view(order(id, for: access), for: access)
    }

    func views(
        where condition: String, _ arguments: [SQLValue], limit: Int, for access: OrderAccess
    ) throws -> [OrderView] {
        try OrderTable(connection: connection).orders(where: condition, arguments, limit: limit)
            .map { try view($0, for: access) }
    }

    private func view(_ order: Order, for access: OrderAccess) throws -> OrderView {
        guard let payment = try PaymentTable(connection: connection).current(of: order.id) else {
            preconditionFailure("an order is written together with its first payment")
        }
        return OrderView(order, payment: payment, showsKey: access != .seller)
    }
}

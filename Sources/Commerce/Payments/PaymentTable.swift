import Database
import Domain
import Markets

/// Reads and writes payments inside a transaction.
struct PaymentTable {
    let connection: any Connection

    func insert(_ payment: Payment) throws {
        try connection.execute(
            """
            INSERT INTO payments (id, order_id, method, amount_minor, currency, state, instruction, created_at,
                next_start_at, starts, refund_due)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0)
            """,
            [
                .id(payment.id), .id(payment.order), .word(payment.method), .minor(payment.amount),
                .text(payment.amount.currency.code), .word(payment.state.word),
                .optional(payment.instruction?.rawValue), .time(payment.createdAt),
                .time(payment.createdAt + PaymentStartPolicy.delay(after: 0)),
            ])
    }

    /// Writes the state a payment has reached.
    func store(_ payment: Payment) throws {
        var action: SQLValue = .null
        var failure: SQLValue = .null
        if case .requiresAction(let wanted) = payment.state { action = try StoredJSON.text(wanted) }
        if case .failed(let reason) = payment.state { failure = .word(reason) }
        try connection.execute(
            "UPDATE payments SET state = $2, action = $3, failure = $4, refund_due = $5 WHERE id = $1",
            [.id(payment.id), .word(payment.state.word), action, failure, .flag(payment.isRefundDue)])
    }

    /// Notes that the provider is asked to start, and when to ask again if nothing comes of it.
    func countStart(of payment: Payment, at time: Timestamp) throws {
        try connection.execute(
            "UPDATE payments SET starts = starts + 1, next_start_at = $2 WHERE id = $1",
            [.id(payment.id), .time(time + PaymentStartPolicy.delay(after: payment.starts + 1))])
    }

    /// Remembers a provider's notice; false when it came before.
    func remember(_ notice: PaymentNotice, from provider: PaymentProviderID, at time: Timestamp) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO payment_notices (provider, id, payment, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (provider, id) DO NOTHING
            """, [.word(provider), .word(notice.id), .id(notice.payment), .time(time)]) == 1
    }

    func payment(_ id: PaymentID) throws -> Payment? {
        try payments(where: "id = $1", [.id(id)]).first
    }

    /// The newest payment of an order, the one its buyer sees.
    func current(of order: OrderID) throws -> Payment? {
        try payments(where: "order_id = $1", [.id(order)]).last
    }

    /// All payments of an order, the oldest first.
    func payments(of order: OrderID) throws -> [Payment] {
        try payments(where: "order_id = $1", [.id(order)])
    }

    /// Payments that were written but of whose start nothing is known.
    func unstarted(at time: Timestamp) throws -> [PaymentID] {
        try ids(where: "state = 'created' AND next_start_at <= $1 ORDER BY next_start_at, id", [.time(time)])
    }

    /// Payments whose money was taken and has to go back.
    func refundable() throws -> [PaymentID] {
        try ids(where: "refund_due = 1 ORDER BY id", [])
    }

    private func ids(where condition: String, _ arguments: [SQLValue]) throws -> [PaymentID] {
        try connection.query("SELECT id FROM payments WHERE \(condition)", arguments)
            .map { try $0.identifier("id") }
    }

    private func payments(where condition: String, _ arguments: [SQLValue]) throws -> [Payment] {
        try connection.query(
            """
            SELECT id, order_id, method, amount_minor, currency, state, action, failure, instruction, created_at,
                starts, refund_due
            FROM payments WHERE \(condition) ORDER BY id
            """, arguments
        ).map(Payment.init(row:))
    }
}

extension Payment {
    fileprivate init(row: Row) throws {
        id = try row.identifier("id")
        order = try row.identifier("order_id")
        method = PaymentMethodID(rawValue: try row.text("method"))
        amount = try row.money("amount_minor", currency: "currency")
        instruction = try row.optionalText("instruction").flatMap(PaymentInstruction.init)
        createdAt = try row.timestamp("created_at")
        starts = try row.count("starts")
        isRefundDue = try row.flag("refund_due")
        state =
            switch try row.word("state", PaymentState.Word.self) {
            case .created: .created
            case .requiresAction: .requiresAction(try StoredJSON.value(row.text("action")))
            case .processing: .processing
            case .captured: .captured
            case .failed: .failed(try row.word("failure"))
            case .cancelled: .cancelled
            case .refunded: .refunded
            }
    }
}

import Database
import Domain

/// The test gateway's own rows, inside a transaction.
struct TestChargeTable {
    let connection: any Connection

    /// Keeps the charge that stands when the payment was started before.
    func insert(_ charge: TestCharge) throws {
        try connection.execute(
            """
            INSERT INTO test_charges (payment, due_at, state, tries_left, sequence, acknowledged)
            VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (payment) DO NOTHING
            """,
            [
                .id(charge.payment), .time(charge.dueAt), .word(charge.state), .count(charge.triesLeft),
                .count(charge.sequence),
            ])
    }

    func store(_ charge: TestCharge) throws {
        try connection.execute(
            "UPDATE test_charges SET state = $2, tries_left = $3, sequence = $4 WHERE payment = $1",
            [.id(charge.payment), .word(charge.state), .count(charge.triesLeft), .count(charge.sequence)])
    }

    /// Remembers an answer to a challenge; false when it came before.
    func remember(_ key: IdempotencyKey, of payment: PaymentID) throws -> Bool {
        try connection.execute(
            "INSERT INTO test_answers (payment, key) VALUES ($1, $2) ON CONFLICT (payment, key) DO NOTHING",
            [.id(payment), .word(key)]) == 1
    }

    func acknowledge(_ notice: PaymentNotice) throws {
        guard let sequence = notice.id.rawValue.split(separator: "/").last.flatMap({ Int64($0) }) else { return }
        try connection.execute(
            "UPDATE test_charges SET acknowledged = $2 WHERE payment = $1 AND acknowledged < $2",
            [.id(notice.payment), .integer(sequence)])
    }

    func charge(_ payment: PaymentID) throws -> TestCharge {
        guard let charge = try charges(where: "payment = $1", [.id(payment)]).first else {
            throw TestGatewayError.unknownPayment(payment)
        }
        return charge
    }

    func due(at time: Timestamp) throws -> [TestCharge] {
        try charges(where: "state = 'waiting' AND due_at <= $1 ORDER BY due_at, payment", [.time(time)])
    }

    func unacknowledged() throws -> [TestCharge] {
        try charges(where: "acknowledged < sequence ORDER BY payment", [])
    }

    private func charges(where condition: String, _ arguments: [SQLValue]) throws -> [TestCharge] {
        try connection.query(
            "SELECT payment, due_at, state, tries_left, sequence FROM test_charges WHERE \(condition)", arguments
        ).map { row in
            TestCharge(
                payment: try row.identifier("payment"), dueAt: try row.timestamp("due_at"),
                state: try row.word("state"), triesLeft: try row.count("tries_left"),
                sequence: try row.count("sequence"))
        }
    }
}

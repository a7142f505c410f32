package import Database
package import Domain

/// The payment provider that needs nobody: it behaves as the buyer asks, and moves no money.
///
/// Its charges are rows of their own, as a real gateway keeps them far away: what it promised survives a restart.
package struct TestGateway: PaymentProvider {
    /// The code that a challenge accepts.
    package static let code = "123456"
    /// How many wrong codes a charge survives, less one.
    static let tries = 3

    package let id = PaymentProviderID(rawValue: "test")

    private let database: any Database
    private let clock: any WallClock
    private let lateAfter: Duration

    /// - Parameter lateAfter: How long the scenario `late` takes.
    package init(database: any Database, clock: any WallClock, lateAfter: Duration = .seconds(30)) {
        self.database = database
        self.clock = clock
        self.lateAfter = lateAfter
    }

    package func start(_ request: PaymentRequest) async throws -> PaymentNotice {
        let scenario = request.instruction.flatMap { TestScenario(rawValue: $0.rawValue) } ?? .succeed
        let dueAt = clock.now() + lateAfter
        return try await database.write { connection in
            let table = TestChargeTable(connection: connection)
            try table.insert(TestCharge(payment: request.payment, scenario: scenario, dueAt: dueAt))
            return try table.charge(request.payment).notice
        }
    }

    package func answer(_ payment: PaymentID, code: String, key: IdempotencyKey) async throws -> PaymentNotice {
        try await database.write { connection in
            let table = TestChargeTable(connection: connection)
            var charge = try table.charge(payment)
            if try table.remember(key, of: payment) {
                charge.receive(code: code)
                try table.store(charge)
            }
            return charge.notice
        }
    }

    package func cancel(_ payment: PaymentID) async throws -> PaymentNotice {
        try await change(payment) { $0.cancel() }
    }

    package func refund(_ payment: PaymentID) async throws -> PaymentNotice {
        try await change(payment) { $0.refund() }
    }

    package func dueNotices() async throws -> [PaymentNotice] {
        let now = clock.now()
        let (isQuiet, told) = try await database.read { connection in
            let table = TestChargeTable(connection: connection)
            return (try table.due(at: now).isEmpty, try table.unacknowledged().map(\.notice))
        }
        // Asked every second, it keeps nobody from writing while there is nothing to write.
        if isQuiet { return told }
        return try await database.write { connection in
            let table = TestChargeTable(connection: connection)
            for var charge in try table.due(at: now) {
                charge.settle()
                try table.store(charge)
            }
            return try table.unacknowledged().map(\.notice)
        }
    }

    package func acknowledge(_ notice: PaymentNotice) async throws {
        try await database.write { connection in
            let table = TestChargeTable(connection: connection)
            try table.acknowledge(notice)
        }
    }

    private func change(
        _ payment: PaymentID, _ step: @escaping @Sendable (inout TestCharge) -> Void
    ) async throws -> PaymentNotice {
        try await database.write { connection in
            let table = TestChargeTable(connection: connection)
            var charge = try table.charge(payment)
            step(&charge)
            try table.store(charge)
            return charge.notice
        }
    }
}

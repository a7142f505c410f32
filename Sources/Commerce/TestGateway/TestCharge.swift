import Domain

/// What the test gateway knows of one payment.
struct TestCharge: Sendable {
    let payment: PaymentID
    let dueAt: Timestamp
    var state: State
    var triesLeft: Int
    /// Counts the changes, so that each has a notice of its own.
    var sequence: Int

    enum State: String, Sendable {
        case challenged, waiting, captured, declined, wrongCode, cancelled, refunded
    }

    init(payment: PaymentID, scenario: TestScenario, dueAt: Timestamp) {
        self.init(
            payment: payment, dueAt: dueAt,
            state: {
                switch scenario {
                case .succeed: .captured
                case .decline: .declined
                case .challenge: .challenged
                case .late: .waiting
                }
            }(), triesLeft: TestGateway.tries, sequence: 1)
    }

    init(payment: PaymentID, dueAt: Timestamp, state: State, triesLeft: Int, sequence: Int) {
        self.payment = payment
        self.dueAt = dueAt
        self.state = state
        self.triesLeft = triesLeft
        self.sequence = sequence
    }

    mutating func receive(code: String) {
        guard state == .challenged else { return }
        triesLeft -= 1
        if code == TestGateway.code {
            state = .captured
        } else if triesLeft == 0 {
            state = .wrongCode
        }
        sequence += 1
    }

    /// Too late once the money is taken.
    mutating func cancel() {
        guard state == .challenged || state == .waiting else { return }
        state = .cancelled
        sequence += 1
    }

    mutating func settle() {
        guard state == .waiting else { return }
        state = .captured
        sequence += 1
    }

    mutating func refund() {
        guard state == .captured else { return }
        state = .refunded
        sequence += 1
    }

    /// How the charge stands, told so that a doubled telling is recognised.
    var notice: PaymentNotice {
        PaymentNotice(
            id: PaymentNoticeID(rawValue: "\(payment.rawValue)/\(sequence)"), payment: payment, outcome: outcome)
    }

    private var outcome: PaymentOutcome {
        switch state {
        case .challenged: .requiresAction(PaymentAction(kind: .code, triesLeft: triesLeft))
        case .waiting: .processing
        case .captured: .captured
        case .declined: .failed(.declined)
        case .wrongCode: .failed(.wrongCode)
        case .cancelled: .cancelled
        case .refunded: .refunded
        }
    }
}

/// Where a payment stands.
package enum PaymentState: Hashable, Sendable {
    /// Written with the order; the provider may not know of it yet.
    case created
    case requiresAction(PaymentAction)
    case processing
    case captured
    case failed(PaymentFailure)
    case cancelled
    case refunded

    /// The word that goes into tables and answers.
    package enum Word: String, Sendable, Codable, CaseIterable {
        case created, requiresAction, processing, captured, failed, cancelled, refunded
    }

    package var word: Word {
        switch self {
        case .created: .created
        case .requiresAction: .requiresAction
        case .processing: .processing
        case .captured: .captured
        case .failed: .failed
        case .cancelled: .cancelled
        case .refunded: .refunded
        }
    }

    /// Whether the provider may still bring money.
    package var isOpen: Bool {
        switch self {
        case .created, .requiresAction, .processing: true
        case .captured, .failed, .cancelled, .refunded: false
        }
    }

    /// Takes what the provider tells; false when it is old news, which changes nothing.
    ///
    /// Notices come twice and in any order. A capture counts even after a failure or a cancellation, because it is money
    /// that was really taken; nothing but a refund counts after a capture.
    package mutating func receive(_ outcome: PaymentOutcome) -> Bool {
        switch (self, outcome) {
        case (.created, .requiresAction(let action)), (.requiresAction, .requiresAction(let action)):
            self = .requiresAction(action)
        case (.created, .processing), (.requiresAction, .processing):
            self = .processing
        case (.created, .captured), (.requiresAction, .captured), (.processing, .captured),
            (.failed, .captured), (.cancelled, .captured):
            self = .captured
        case (.created, .failed(let failure)), (.requiresAction, .failed(let failure)),
            (.processing, .failed(let failure)):
            self = .failed(failure)
        case (.created, .cancelled), (.requiresAction, .cancelled), (.processing, .cancelled):
            self = .cancelled
        case (.captured, .refunded):
            self = .refunded
        default:
            return false
        }
        return true
    }
}

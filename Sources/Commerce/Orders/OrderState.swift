package import Domain

/// Where an order stands; each step is one of ``OrderState/Event``.
package enum OrderState: Hashable, Sendable {
    case awaitingPayment(AwaitingPayment)
    case paid(Paid)
    case cancelled(Closed)
    case expired(Closed)

    /// Units are held for it until then.
    package struct AwaitingPayment: Hashable, Sendable {
        package var holdUntil: Timestamp
    }

    package struct Paid: Hashable, Sendable {
        package var at: Timestamp
    }

    package struct Closed: Hashable, Sendable {
        package var at: Timestamp
    }

    /// What happens to an order.
    package enum Event: Hashable, Sendable {
        case paymentCaptured(at: Timestamp)
        case buyerCancelled(at: Timestamp)
        case holdExpired(at: Timestamp)
    }

    /// The word that goes into tables and answers.
    package enum Word: String, Sendable, Codable, CaseIterable {
        case awaitingPayment, paid, cancelled, expired
    }

    package var word: Word {
        switch self {
        case .awaitingPayment: .awaitingPayment
        case .paid: .paid
        case .cancelled: .cancelled
        case .expired: .expired
        }
    }

    /// Takes a step, or refuses it and stays.
    ///
    /// A capture may revive an expired order, for the money came and the buyer still wants the goods; it never revives one
    /// the buyer cancelled.
    package mutating func receive(_ event: Event) throws(CommerceError) {
        switch (self, event) {
        case (.awaitingPayment, .paymentCaptured(let at)), (.expired, .paymentCaptured(let at)):
            self = .paid(Paid(at: at))
        case (.awaitingPayment, .buyerCancelled(let at)):
            self = .cancelled(Closed(at: at))
        case (.awaitingPayment(let waiting), .holdExpired(let at)) where at >= waiting.holdUntil:
            self = .expired(Closed(at: at))
        default:
            throw .orderIsClosed(word)
        }
    }
}

extension OrderState {
    /// When it left `awaitingPayment`.
    var closedAt: Timestamp? {
        switch self {
        case .awaitingPayment: nil
        case .paid(let paid): paid.at
        case .cancelled(let closed), .expired(let closed): closed.at
        }
    }

    init(word: Word, holdUntil: Timestamp, closedAt: Timestamp?) {
        let at = closedAt ?? holdUntil
        self =
            switch word {
            case .awaitingPayment: .awaitingPayment(AwaitingPayment(holdUntil: holdUntil))
            case .paid: .paid(Paid(at: at))
            case .cancelled: .cancelled(Closed(at: at))
            case .expired: .expired(Closed(at: at))
            }
    }
}

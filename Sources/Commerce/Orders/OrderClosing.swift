import Database
import Domain
import Journal

/// Ends an unpaid order and gives back all it held, inside a transaction.
struct OrderClosing: Sendable {
    let prices: PriceBook

    /// Gives the payments that the provider need not bring any more.
    func close(
        _ order: Order, by event: OrderState.Event, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> [PaymentID] {
        var order = order
        let word = order.state.word
        try order.state.receive(event)
        try OrderTable(connection: connection).move(order, from: word)
        let ledger = StockLedger(connection: connection)
        try ledger.announce(ledger.release(order.id, at: drafts.now), in: &drafts)
        try giveBackOffers(of: order, in: connection, &drafts)
        let dropped = try dropPayments(of: order, in: connection, &drafts)
        try drafts.append(
            EventKind(order.state), show: order.show, viewer: order.viewer, market: order.market,
            OrderChanged(order))
        return dropped
    }

    private func giveBackOffers(
        of order: Order, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws {
        let table = OfferTable(connection: connection)
        for line in order.lines {
            guard let id = line.offer else { continue }
            try table.giveBack(line.quantity, of: id, for: order.viewer)
            let offer = try table.offer(id)
            guard !offer.isEnded, offer.endsAt > drafts.now else { continue }
            try OfferAnnouncer(connection: connection, prices: prices).announce(offer, in: &drafts)
        }
    }

    /// A payment that is processing is left alone: its money may be on the way, and the provider will tell.
    private func dropPayments(
        of order: Order, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> [PaymentID] {
        let table = PaymentTable(connection: connection)
        var dropped: [PaymentID] = []
        for var payment in try table.payments(of: order.id) where payment.state.isOpen {
            dropped.append(payment.id)
            guard payment.state != .processing, payment.state.receive(.cancelled) else { continue }
            try table.store(payment)
            try drafts.append(
                .payment(.cancelled), show: order.show, viewer: order.viewer, market: order.market,
                PaymentChanged(payment))
        }
        return dropped
    }
}

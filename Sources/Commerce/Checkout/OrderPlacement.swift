import Database
import Domain
import Journal
import Markets

/// Turns an open cart into an order, inside one transaction.
///
/// Everything that can refuse is checked before anything is written, except what only a conditional write can decide: units
/// and quotas. A refusal there rolls the transaction back, number and all.
struct OrderPlacement: Sendable {
    let prices: PriceBook
    let identifiers: IdentifierGenerator
    let request: CheckoutRequest
    let viewer: ViewerID
    let market: Playbook
    let method: PaymentMethod
    let delivery: DeliveryOption

    /// What has been placed, now or the first time the same attempt was made.
    struct Placed: Sendable {
        var order: OrderID
        /// The payment to start; nil when the attempt was made before.
        var payment: PaymentID?
    }

    /// Checks what can be checked without the tables.
    init(
        _ request: CheckoutRequest, viewer: ViewerID, market: Playbook, prices: PriceBook,
        identifiers: IdentifierGenerator
    ) throws(CommerceError) {
        var request = request
        request.address = request.address.tidied
        let problems = request.address.problems(deliveringTo: market.country)
        guard problems.isEmpty else { throw .invalidAddress(problems) }
        guard let delivery = market.delivery.first(where: { $0.id == request.delivery }) else {
            throw .unknownDelivery(request.delivery, market.id)
        }
        method = try PaymentMethod.method(request.method, in: market)
        self.delivery = delivery
        self.request = request
        self.viewer = viewer
        self.market = market
        self.prices = prices
        self.identifiers = identifiers
    }

    func place(
        _ attempt: IdempotentAttempt, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> Placed {
        let id: OrderID = identifiers.next()
        let attempts = IdempotencyStore(connection: connection)
        if let first = try attempts.claim(attempt, for: id, at: drafts.now) {
            return Placed(order: first, payment: nil)
        }
        guard try OrderTable(connection: connection).unpaid(of: viewer) < OrderLimits.unpaid else {
            throw CommerceError.tooManyUnpaid(limit: OrderLimits.unpaid)
        }
        let carts = CartTable(connection: connection)
        let pricing = CartPricing(connection: connection, prices: prices, market: market, now: drafts.now)
        guard let cart = try carts.open(of: viewer) else { throw CommerceError.emptyCart }
        let lines = try pricing.lines(of: cart, viewer: viewer)
        try checkSale(of: lines)
        if lines.contains(where: { $0.offer != nil }) { try method.checkFastEnoughForOffers() }
        let order = try order(id, lines: lines, in: connection, at: drafts.now)
        try takeOffers(lines, in: connection, &drafts)
        try hold(lines, for: order, in: connection, at: drafts.now)
        try OrderTable(connection: connection).insert(order)
        try carts.close(cart, by: id)
        let payment = Payment(
            id: identifiers.next(), order: id, method: method.id, amount: order.total, state: .created,
            instruction: request.scenario, createdAt: drafts.now, starts: 0, isRefundDue: false)
        try PaymentTable(connection: connection).insert(payment)
        try drafts.append(
            .orderPlaced, show: order.show, viewer: viewer, market: market.id, OrderPlaced(order))
        try drafts.append(
            .payment(.created), show: order.show, viewer: viewer, market: market.id, PaymentChanged(payment))
        try StockLedger(connection: connection).announce(lines.map(\.variant), in: &drafts)
        return Placed(order: id, payment: payment.id)
    }

    /// Refuses lines that cannot be bought; what is short is told of all lines at once.
    private func checkSale(of lines: [PricedLine]) throws(CommerceError) {
        guard let refusal = lines.lazy.compactMap(\.refusal).first else { return }
        guard case .outOfStock = refusal else { throw refusal }
        throw .outOfStock(lines.filter(\.isForSale).compactMap(\.shortage))
    }

    private func order(
        _ id: OrderID, lines: [PricedLine], in connection: any Connection, at time: Timestamp
    ) throws -> Order {
        guard !lines.isEmpty else { throw CommerceError.emptyCart }
        let subtotal = try Money.sum(lines.map(\.total), in: market.currency)
        let total = try subtotal.adding(delivery.price)
        if let expected = request.expectedTotal, expected != total {
            throw CommerceError.priceChanged(from: expected, to: total)
        }
        let holdUntil = time + method.hold
        return Order(
            id: id, number: try OrderTable(connection: connection).nextNumber(), key: .random(), viewer: viewer,
            market: market.id, show: lines.lazy.compactMap(\.show).first,
            state: .awaitingPayment(OrderState.AwaitingPayment(holdUntil: holdUntil)), placedAt: time,
            holdUntil: holdUntil, delivery: delivery, subtotal: subtotal, total: total, address: request.address,
            lines: lines.map(CartLineView.init))
    }

    private func takeOffers(
        _ lines: [PricedLine], in connection: any Connection, _ drafts: inout EventDrafts
    ) throws {
        let table = OfferTable(connection: connection)
        for line in lines {
            guard let offer = line.offer else { continue }
            guard try table.take(line.quantity, of: offer, title: line.name, for: viewer, at: drafts.now) else {
                throw CommerceError.offerIsGone(variant: line.variant, title: line.name, now: line.unit)
            }
            try OfferAnnouncer(connection: connection, prices: prices)
                .announce(table.offer(offer.id), in: &drafts)
        }
    }

    private func hold(
        _ lines: [PricedLine], for order: Order, in connection: any Connection, at time: Timestamp
    ) throws {
        let requests = lines.map { StockRequest(variant: $0.variant, quantity: $0.quantity, title: $0.name) }
        try StockLedger(connection: connection).hold(requests, for: order.id, until: order.holdUntil, at: time)
    }
}

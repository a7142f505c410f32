internal import Commerce
internal import Domain
internal import Hummingbird
internal import Markets
internal import Rooms

/// `/api/v1/orders`: from checkout to the order's page.
struct OrderController: RouteSource {
    let checkout: Checkout
    let orders: Orders
    let payments: Payments
    let sessions: Sessions

    var routes: [Route] {
        [
            Route(.post, "/api/v1/orders", .session, limit: .order, "Orders the cart", handler: place),
            Route(.get, "/api/v1/orders", .anybody, "The order history of a session or a link", handler: history),
            Route(.get, "/api/v1/orders/all", .role(.host), "Every order", handler: all),
            Route(.get, "/api/v1/orders/{order}", .anybody, "One order", handler: read),
            Route(
                .post, "/api/v1/orders/{order}/payment", .anybody, "Pays again, or answers a second step", handler: pay),
            Route(.post, "/api/v1/orders/{order}/cancel", .anybody, "Cancels an unpaid order") { exchange in
                Reply.json(OrderBody(try await orders.cancel(exchange.id("order"), for: access(of: exchange))))
            },
        ]
    }

    private func place(_ exchange: Exchange) async throws -> Response {
        let key = try exchange.idempotencyKey()
        let request: CheckoutRequest = try await exchange.json()
        let visitor = try await sessions.visitor(
            of: exchange.signedIn(), acceptLanguage: exchange.headers[.acceptLanguage])
        let order = try await checkout.placeOrder(request, of: visitor.id, in: visitor.market, key: key)
        return Reply.json(OrderBody(order), status: .created)
    }

    private func history(_ exchange: Exchange) async throws -> Response {
        if let text = exchange.linkKey {
            guard let key = HistoryKey(rawValue: text) else { throw CommerceError.unknownOrder }
            return Reply.list(try await orders.history(key: key).map(OrderBody.init))
        }
        return Reply.list(try await orders.history(of: exchange.signedIn().viewer).map(OrderBody.init))
    }

    private func all(_ exchange: Exchange) async throws -> Response {
        let (after, limit) = try exchange.page()
        var state: OrderState.Word?
        if let wanted = exchange.query("state") {
            guard let word = OrderState.Word(rawValue: wanted) else {
                throw Problem.invalid(
                    "“state” is one of \(OrderState.Word.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            state = word
        }
        var before: OrderNumber?
        if let after {
            guard let number = OrderNumber(rawValue: after) else {
                throw Problem.invalid("“after” is an order's number.")
            }
            before = number
        }
        let views = try await orders.all(state: state, before: before, limit: min(limit, 100))
        let caller = try exchange.signedIn()
        return Reply.list(
            views.map { Self.body(of: $0, for: caller) },
            next: views.count == min(limit, 100) ? views.last?.number.rawValue : nil)
    }

    private func read(_ exchange: Exchange) async throws -> Response {
        let access = try access(of: exchange)
        let order = try await orders.order(exchange.id("order"), for: access)
        guard access == .seller, let caller = exchange.caller else { return Reply.json(OrderBody(order)) }
        // Who sells may buy too, and sees that order as any buyer does.
        guard order.viewer == caller.viewer else { return Reply.json(Self.body(of: order, for: caller)) }
        return Reply.json(OrderBody(try await orders.order(order.id, for: .viewer(caller.viewer))))
    }

    /// An order as people of the house see it: who is not an owner sees no street and no way to write to its buyer.
    private static func body(of order: OrderView, for caller: Caller) -> OrderBody {
        caller.role >= .owner || order.viewer == caller.viewer ? OrderBody(order) : OrderBody(order).withoutContact
    }

    private struct Payment: Decodable {
        let method: PaymentMethodID?
        let answer: String?
        let scenario: PaymentInstruction?
    }

    private func pay(_ exchange: Exchange) async throws -> Response {
        let key = try exchange.idempotencyKey()
        let payment: Payment = try await exchange.json()
        let order = exchange.id("order", OrderID.self)
        let access = try access(of: exchange)
        if let answer = payment.answer {
            return Reply.json(OrderBody(try await payments.answer(order, code: answer, for: access, key: key)))
        }
        guard let method = payment.method else { throw Problem.invalid("A payment needs “method”, or “answer”.") }
        return Reply.json(
            OrderBody(
                try await payments.payAgain(
                    order, by: method, instruction: payment.scenario, for: access, key: key)))
    }

    /// By what right the caller sees an order: its link's key, the seller's role, or having placed it.
    private func access(of exchange: Exchange) throws -> OrderAccess {
        if let text = exchange.linkKey {
            guard let key = SecretKey(rawValue: text) else { throw CommerceError.unknownOrder }
            return .key(key)
        }
        let caller = try exchange.signedIn()
        return caller.role >= .host && caller.claims.scope == .all && !exchange.request.isUnsafe
            ? .seller : .viewer(caller.viewer)
    }
}

extension Exchange {
    /// The secret of the link somebody came by: in a header, or in the address itself.
    fileprivate var linkKey: String? { headers[.orderKey] ?? query("key") }
}

extension Request {
    /// A seller may read every order, and changes none in its buyer's name.
    fileprivate var isUnsafe: Bool { method != .get && method != .head }
}

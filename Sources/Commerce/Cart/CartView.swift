package import Domain

/// A cart as its owner sees it, priced for their market now.
package struct CartView: Codable, Sendable, Hashable {
    package var lines: [CartLineView]
    package var total: Money
    /// What must be put right before it can be ordered.
    package var problems: [CartProblem]
}

extension CartView {
    init(_ lines: [PricedLine], currency: Currency) throws(MoneyError) {
        self.lines = lines.map(CartLineView.init)
        total = try Money.sum(lines.map(\.total), in: currency)
        problems = lines.compactMap { line in
            line.refusal.map {
                CartProblem(code: $0.code, variant: line.variant, detail: $0.detail, action: $0.action)
            }
        }
    }
}

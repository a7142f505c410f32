/// An amount as a whole count of a currency's smallest unit.
///
/// Arithmetic is exact and checked: it throws instead of wrapping, and never mixes currencies.
package struct Money: Hashable, Sendable, Codable {
    package let minor: Int64
    package let currency: Currency

    package init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency: currency) }

    package var isNegative: Bool { minor < 0 }

    package func adding(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow(currency) }
        return Money(minor: sum, currency: currency)
    }

    package func multiplied(by count: Int) throws(MoneyError) -> Money {
        let (product, overflow) = minor.multipliedReportingOverflow(by: Int64(count))
        guard !overflow else { throw .overflow(currency) }
        return Money(minor: product, currency: currency)
    }

    /// Tells which amount is larger; both must be of one currency.
    package func isLess(than other: Money) throws(MoneyError) -> Bool {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        return minor < other.minor
    }

    /// The sum of amounts of one currency.
    package static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for amount in amounts { total = try total.adding(amount) }
        return total
    }
}

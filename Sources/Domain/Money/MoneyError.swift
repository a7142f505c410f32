/// Why an amount could not be computed or read.
package enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
    case currencyMismatch(Currency, Currency)
    /// The result does not fit 64 bits.
    case overflow(Currency)
    /// The text is no plain decimal number of the currency's precision.
    case malformed(String, Currency)

    package var description: String {
        switch self {
        case .currencyMismatch(let left, let right): "\(left) and \(right) cannot be added"
        case .overflow(let currency): "the amount of \(currency) is too large to count"
        case .malformed(let text, let currency):
            "“\(text)” is not a price in \(currency), which has \(currency.exponent) decimals"
        }
    }
}

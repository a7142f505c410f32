package import Domain

/// Why an amount could not be turned into a market's currency.
package enum ConversionError: Error, Hashable, Sendable {
    /// No playbook gives a rate for the currency.
    case unknownRate(Currency)
    /// The result does not fit.
    case notCountable(MoneyError)
}

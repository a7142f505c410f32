package import Domain

extension MarketDirectory {
    /// What an amount of the shop's currency costs in a market, rounded to the market's price step.
    ///
    /// An amount already in the market's currency stays as it is. One of a currency that no market uses cannot be converted.
    package func convert(_ money: Money, to market: Playbook) throws(ConversionError) -> Money {
        guard money.currency != market.currency else { return money }
        guard let source = all.first(where: { $0.currency == money.currency }) else {
            throw .unknownRate(money.currency)
        }
        do {
            return try money.converted(
                to: market.currency,
                targetRate: market.exchange.perDollar,
                sourceRate: source.exchange.perDollar,
                step: market.exchange.step)
        } catch {
            throw .notCountable(error)
        }
    }
}

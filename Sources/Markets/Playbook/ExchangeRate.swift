package import Domain

/// What money is worth in a market, as dated data and not as code.
package struct ExchangeRate: Sendable, Hashable {
    /// How much of the market's currency one United States dollar buys.
    package var perDollar: Ratio
    /// The day the rate was read.
    package var date: CivilDate
    /// What converted prices are rounded to, in smallest units: 100,000 makes Indonesian prices whole thousands of rupiah.
    package var step: Int64
}

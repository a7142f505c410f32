extension Money {
    /// Reads a plain decimal number such as `12.99`, with at most the currency's decimals.
    ///
    /// Only digits, one point and a leading minus are taken: a thousands mark is an error, never a guess. Trailing zeros
    /// past the currency's precision (`1200.00` in JPY) are accepted, because spreadsheets write them.
    package init(decimal text: String, currency: Currency) throws(MoneyError) {
        guard let value = Ratio(decimal: text) else { throw .malformed(text, currency) }
        let scaled = Int128(value.numerator) * Int128(currency.unitsPerMain)
        let (minor, remainder) = scaled.quotientAndRemainder(dividingBy: Int128(value.denominator))
        guard remainder == 0 else { throw .malformed(text, currency) }
        guard let minor = Int64(exactly: minor) else { throw .overflow(currency) }
        self.init(minor: minor, currency: currency)
    }

    /// The amount as a plain decimal number with all of the currency's decimals, such as `12.90`.
    package var decimalText: String {
        let digits = String(minor.magnitude)
        let padding = max(0, currency.exponent + 1 - digits.count)
        var text = String(repeating: "0", count: padding) + digits
        if currency.exponent > 0 {
            text.insert(".", at: text.index(text.endIndex, offsetBy: -currency.exponent))
        }
        return minor < 0 ? "-" + text : text
    }
}

extension Money {
    /// Converts by the exact quotient of two rates and rounds once, half to even, to a multiple of `step`.
    ///
    /// What costs something costs at least one step: rounding gives nothing away.
    ///
    /// - Parameters:
    ///   - targetRate: How much of `target` one unit of the common reference currency buys.
    ///   - sourceRate: How much of this amount's currency the same unit buys.
    ///   - step: What the result must be a multiple of, in smallest units of `target`; at least 1.
    package func converted(
        to target: Currency,
        targetRate: Ratio,
        sourceRate: Ratio,
        step: Int64
    ) throws(MoneyError) -> Money {
        let over = [targetRate.numerator, sourceRate.denominator, target.unitsPerMain]
        let under = [targetRate.denominator, sourceRate.numerator, currency.unitsPerMain, step]
        var numerator = Int128(minor)
        for factor in over {
            let (product, overflow) = numerator.multipliedReportingOverflow(by: Int128(factor))
            guard !overflow else { throw .overflow(target) }
            numerator = product
        }
        var denominator: Int128 = 1
        for factor in under {
            let (product, overflow) = denominator.multipliedReportingOverflow(by: Int128(factor))
            guard !overflow else { throw .overflow(target) }
            denominator = product
        }
        precondition(denominator > 0, "rates and steps are positive: the playbook reader checks them")
        let nearest = numerator.dividedHalfToEven(by: denominator)
        let steps = minor > 0 ? max(nearest, 1) : nearest
        guard let result = Int64(exactly: steps * Int128(step)) else { throw .overflow(target) }
        return Money(minor: result, currency: target)
    }
}

extension Int128 {
    /// The quotient rounded to the nearest integer, ties to the even one.
    fileprivate func dividedHalfToEven(by divisor: Int128) -> Int128 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        let rest = remainder.magnitude
        let other = divisor.magnitude - rest
        guard rest > other || (rest == other && quotient % 2 != 0) else { return quotient }
        return self < 0 ? quotient - 1 : quotient + 1
    }
}

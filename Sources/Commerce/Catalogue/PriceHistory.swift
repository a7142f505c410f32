import Domain

/// Finds which prices differ between what stands and what is wanted.
enum PriceHistory {
    static func steps(from old: Variant?, to new: VariantDraft, id: VariantID) -> [PriceChanged.Step] {
        var steps: [PriceChanged.Step] = []
        if old?.price.price != new.price.price {
            steps.append(PriceChanged.Step(variant: id, before: old?.price.price, after: new.price.price))
        }
        let markets = Set(new.marketPrices.keys).union(old?.marketPrices.keys ?? [:].keys)
        for market in markets.sorted() {
            let (before, after) = (old?.marketPrices[market]?.price, new.marketPrices[market]?.price)
            if before != after {
                steps.append(PriceChanged.Step(variant: id, market: market, before: before, after: after))
            }
        }
        return steps
    }
}

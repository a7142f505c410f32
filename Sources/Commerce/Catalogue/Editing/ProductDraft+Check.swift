import Domain
import Markets

extension ProductDraft {
    /// The draft without blanks at the ends of its texts and with the handle it will have.
    ///
    /// Refuses what no product may be.
    func checked(shopCurrency: Currency, markets: MarketDirectory) throws(ProductProblem) -> ProductDraft {
        var draft = tidied
        guard !draft.title.isEmpty else { throw .noTitle }
        guard draft.title.count <= ProductLimits.titleCharacters else { throw .title }
        guard draft.description.count <= ProductLimits.descriptionCharacters else { throw .description }
        guard (draft.notFor?.count ?? 0) <= ProductLimits.notForCharacters else { throw .notFor }
        guard draft.options.count <= ProductLimits.options, Set(draft.options).count == draft.options.count,
            draft.options.allSatisfy({ !$0.isEmpty && $0.count <= ProductLimits.optionCharacters })
        else { throw .options }
        guard (1...ProductLimits.variants).contains(draft.variants.count) else { throw .variantCount }
        var seen: Set<[String]> = []
        for variant in draft.variants {
            guard variant.options.count == draft.options.count,
                variant.options.allSatisfy({ !$0.isEmpty && $0.count <= ProductLimits.optionCharacters })
            else { throw .variantOptions(variant.options) }
            guard seen.insert(variant.options).inserted else { throw .sameVariantTwice(variant.options) }
            try variant.check(shopCurrency: shopCurrency, markets: markets)
        }
        guard let handle = draft.handle ?? Handle(title: draft.title) else { throw .noHandle }
        draft.handle = handle
        return draft
    }

    private var tidied: ProductDraft {
        var draft = self
        draft.title = String(title.trimmed)
        draft.description = String(description.trimmed)
        draft.options = options.map { String($0.trimmed) }
        draft.notFor = notFor.flatMap { $0.trimmed.isEmpty ? nil : String($0.trimmed) }
        for index in draft.variants.indices {
            draft.variants[index].options = draft.variants[index].options.map { String($0.trimmed) }
        }
        return draft
    }
}

extension VariantDraft {
    fileprivate func check(shopCurrency: Currency, markets: MarketDirectory) throws(ProductProblem) {
        try price.check(currency: shopCurrency)
        for (id, price) in marketPrices {
            guard let market = markets[id] else { throw .unknownMarket(id) }
            try price.check(currency: market.currency)
        }
        for units in [onHand, opening] {
            guard (0...ProductLimits.unitsOnHand).contains(units ?? 0) else { throw .onHand }
        }
    }
}

extension VariantPrice {
    fileprivate func check(currency: Currency) throws(ProductProblem) {
        guard price.currency == currency else { throw .priceCurrency(price.currency, expected: currency) }
        guard !price.isNegative else { throw .negativePrice }
        guard let compareAt else { return }
        guard compareAt.currency == currency else { throw .priceCurrency(compareAt.currency, expected: currency) }
        guard compareAt.minor > price.minor else { throw .compareAtNotHigher }
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

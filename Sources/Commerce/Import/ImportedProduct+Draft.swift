import Domain

extension ImportedProduct {
    /// The draft of a new product, or the one that changes a standing product into what the file says and keeps the rest.
    func draft(over standing: Product?) throws(ImportProblem) -> ProductDraft {
        var draft = standing.map(ProductDraft.init) ?? ProductDraft(title: title ?? handle.rawValue, variants: [])
        for variant in variants {
            if let index = draft.variants.firstIndex(where: { $0.options == variant.options }) {
                variant.apply(to: &draft.variants[index])
            } else {
                draft.variants.append(try self.draft(of: variant))
            }
        }
        draft.handle = handle
        draft.options = optionNames
        if let title { draft.title = title }
        if let description { draft.description = description }
        if let state { draft.state = state }
        if let notFor { draft.notFor = notFor }
        return draft
    }

    private func draft(of variant: ImportedVariant) throws(ImportProblem) -> VariantDraft {
        guard let price = variant.price else {
            throw ImportProblem(
                line: variant.line, column: heading.word(.price), problem: "A new variant has no price",
                action: "Write its price")
        }
        var draft = VariantDraft(price: VariantPrice(price: price))
        variant.apply(to: &draft)
        return draft
    }
}

extension ImportedVariant {
    fileprivate func apply(to draft: inout VariantDraft) {
        draft.options = options
        if let sku { draft.sku = sku }
        if let price { draft.price.price = price }
        if let compareAt { draft.price.compareAt = compareAt }
        if let onHand { draft.onHand = onHand }
        for (market, imported) in marketPrices {
            let compareAt = imported.compareAt ?? draft.marketPrices[market]?.compareAt
            draft.marketPrices[market] = imported.price.map { VariantPrice(price: $0, compareAt: compareAt) }
        }
    }
}

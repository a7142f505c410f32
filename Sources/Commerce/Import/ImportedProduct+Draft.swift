import Domain

extension ImportedProduct {
    /// The draft of a new product.
    func draft() throws(ImportProblem) -> ProductDraft {
        var drafts: [VariantDraft] = []
        for variant in variants { drafts.append(try variant.draft()) }
        return applied(to: ProductDraft(title: title ?? handle.rawValue, variants: drafts))
    }

    /// The draft that changes a standing product into what the file says, and keeps the rest.
    func draft(over product: Product) throws(ImportProblem) -> ProductDraft {
        var draft = ProductDraft(product)
        for variant in variants {
            if let index = draft.variants.firstIndex(where: { $0.options == variant.options }) {
                variant.apply(to: &draft.variants[index])
            } else {
                draft.variants.append(try variant.draft())
            }
        }
        return applied(to: draft)
    }

    private func applied(to base: ProductDraft) -> ProductDraft {
        var draft = base
        draft.handle = handle
        draft.options = optionNames
        if let title { draft.title = title }
        if let description { draft.description = description }
        if let state { draft.state = state }
        if let notFor { draft.notFor = notFor }
        return draft
    }
}

extension ImportedVariant {
    func draft() throws(ImportProblem) -> VariantDraft {
        guard let price else {
            throw ImportProblem(
                line: line, column: ShopifyColumn.price.headings[0], problem: "A new variant has no price",
                action: "Write its price")
        }
        var draft = VariantDraft(price: VariantPrice(price: price))
        apply(to: &draft)
        return draft
    }

    func apply(to draft: inout VariantDraft) {
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

internal import Commerce
internal import Domain

extension ProductInput {
    /// A draft of a new product.
    func draft() throws(Problem) -> ProductDraft {
        guard let title, variants != nil else { throw .invalid("A product needs “title” and “variants”.") }
        return try applied(to: ProductDraft(title: title, variants: []), keeping: [])
    }

    /// The product with these members changed.
    func draft(over product: Product) throws(Problem) -> ProductDraft {
        try applied(to: ProductDraft(product), keeping: product.variants)
    }

    private func applied(to old: ProductDraft, keeping known: [Variant]) throws(Problem) -> ProductDraft {
        var draft = old
        if let handle {
            guard let handle = Handle(rawValue: handle) else {
                throw .unprocessable(field: "handle", why: "it takes a–z, 0–9 and single “-” in between")
            }
            draft.handle = handle
        }
        if let title { draft.title = title }
        if let description { draft.description = description }
        if let state { draft.state = state }
        if let options { draft.options = options }
        if let notFor { draft.notFor = notFor.isEmpty ? nil : notFor }
        if let variants {
            var drafts: [VariantDraft] = []
            for variant in variants { drafts.append(try variant.draft(over: known)) }
            draft.variants = drafts
        }
        return draft
    }
}

extension ProductInput.VariantInput {
    /// Prices set by hand for single markets stay with a variant that is named by its id.
    ///
    /// The stock of a variant that is there is no matter of the product's text: it is counted by itself.
    fileprivate func draft(over known: [Variant]) throws(Problem) -> VariantDraft {
        let price = VariantPrice(price: price, compareAt: compareAt)
        var draft = known.first { $0.id == id }.map(VariantDraft.init) ?? VariantDraft(price: price)
        draft.id = id
        draft.price = price
        if let options { draft.options = options }
        if let sku {
            draft.sku = try sku.isEmpty ? nil : Self.sku(sku)
        }
        draft.opening = onHand
        return draft
    }

    private static func sku(_ text: String) throws(Problem) -> SKU {
        guard let sku = SKU(rawValue: text) else {
            throw .unprocessable(field: "variants.sku", why: "it takes visible characters, and not too many")
        }
        return sku
    }
}

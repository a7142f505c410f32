/// A product as an operator or an import file wants it to be.
package struct ProductDraft: Sendable, Hashable {
    /// Taken from the title when nil.
    package var handle: Handle?
    package var title: String
    package var description = ""
    package var state = Product.State.draft
    package var options: [String] = []
    package var notFor: String?
    package var variants: [VariantDraft]

    package init(title: String, variants: [VariantDraft]) {
        self.title = title
        self.variants = variants
    }

    /// The draft that leaves a product as it is: the start of an edit.
    package init(_ product: Product) {
        handle = product.handle
        title = product.title
        description = product.description
        state = product.state
        options = product.options
        notFor = product.notFor
        variants = product.variants.map(VariantDraft.init)
    }
}

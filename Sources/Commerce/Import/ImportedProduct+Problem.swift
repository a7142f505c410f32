import Domain

extension ImportedProduct {
    /// What the shop has against this product, at its place in the file.
    func problem(_ refusal: CommerceError) -> ImportProblem {
        let place = place(of: refusal)
        return ImportProblem(
            line: place.line, column: place.column.map(heading.word) ?? "", problem: refusal.detail,
            action: refusal.action)
    }

    /// The line and the column to blame; the first line as a whole when it is no single one.
    private func place(of refusal: CommerceError) -> (line: Int, column: ShopifyColumn?) {
        switch refusal {
        case .skuTaken(let sku): (variants.last { $0.sku == sku }?.line ?? line, .sku)
        case .invalidProduct(.noTitle), .invalidProduct(.title): (line, .title)
        case .invalidProduct(.description): (line, .description)
        case .invalidProduct(.notFor): (line, .notFor)
        case .invalidProduct(.options): (line, .optionName1)
        case .invalidProduct(.variantOptions(let options)): place(.optionValue1) { $0.options == options }
        case .invalidProduct(.negativePrice): place(.price) { $0.price?.isNegative == true }
        case .invalidProduct(.compareAtNotHigher): place(.compareAt, where: \.isDearerThanBefore)
        default: (line, nil)
        }
    }

    private func place(
        _ column: ShopifyColumn, where isToBlame: (ImportedVariant) -> Bool
    ) -> (line: Int, column: ShopifyColumn?) {
        variants.first(where: isToBlame).map { ($0.line, column) } ?? (line, nil)
    }
}

extension ImportedVariant {
    fileprivate var isDearerThanBefore: Bool {
        guard let price, let before = compareAt ?? nil else { return false }
        return before.minor <= price.minor
    }
}

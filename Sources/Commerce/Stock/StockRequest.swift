import Domain

/// Units of one variant that an order wants.
struct StockRequest: Hashable {
    var variant: VariantID
    var quantity: Int
    /// What a shortage calls the variant.
    var title: String

    /// One request for each variant, in the order of ids.
    static func summed(_ requests: [StockRequest]) -> [StockRequest] {
        var sums: [VariantID: StockRequest] = [:]
        for request in requests {
            sums[request.variant, default: StockRequest(variant: request.variant, quantity: 0, title: request.title)]
                .quantity += request.quantity
        }
        return sums.values.sorted { $0.variant < $1.variant }
    }
}

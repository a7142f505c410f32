package import Journal

extension EventKind {
    /// The units of a variant that can be bought changed: ``StockChanged``.
    package static let stockChanged = EventKind(rawValue: "stock.changed")
}

/// The units of a variant.
package struct StockLevel: Sendable, Hashable {
    package var onHand: Int
    package var held: Int
    package var available: Int { onHand - held }
}

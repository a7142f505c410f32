package import Domain

/// Something the seller sells, in one or more variants.
package struct Product: Sendable, Hashable {
    package var id: ProductID
    package var handle: Handle
    package var title: String
    package var description: String
    package var state: State
    /// What its variants differ in, such as `Colour` and `Size`; empty when there is only one variant.
    package var options: [String]
    /// Whom or what it does not suit, said honestly.
    package var notFor: String?
    /// In the seller's order; never empty.
    package var variants: [Variant]
    package var pictures: [Picture]

    /// Whether people can see and buy it.
    package enum State: String, Sendable, Codable, CaseIterable {
        case active, draft
    }
}

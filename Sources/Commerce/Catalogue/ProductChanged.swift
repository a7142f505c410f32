package import Domain

/// The payload of `product.changed`.
package struct ProductChanged: Codable, Sendable, Hashable {
    package var product: ProductID
    package var handle: Handle
    package var change: Change

    package enum Change: String, Codable, Sendable {
        case created, edited, archived
    }
}

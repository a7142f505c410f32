package import Domain

/// The payload of `shelf.changed`.
package struct ShelfChanged: Codable, Sendable, Hashable {
    package var products: [ProductID]
}

package import Domain

/// Too few units of one variant.
package struct Shortage: Hashable, Sendable, Codable {
    package var variant: VariantID
    /// The product and its option values, such as `Paper lantern, red`.
    package var title: String
    package var wanted: Int
    package var available: Int

    var detail: String { "\(available) of \(title) are left; you asked for \(wanted)." }
}

package import Domain

/// Something about a line that its buyer must know.
package struct CartProblem: Codable, Sendable, Hashable {
    /// The stable word, one of ``CommerceError/code``.
    package var code: String
    package var variant: VariantID
    package var detail: String
    package var action: String
}

/// What the buyer tells the provider through us, such as a test scenario.
package struct PaymentInstruction: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when it is longer than 64 characters.
    package init?(rawValue: String) {
        guard rawValue.utf8.count <= 64 else { return nil }
        self.rawValue = rawValue
    }
}

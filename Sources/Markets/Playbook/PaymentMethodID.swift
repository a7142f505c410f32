/// The word for a way to pay, such as `card`.
package struct PaymentMethodID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

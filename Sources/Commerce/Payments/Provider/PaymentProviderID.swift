import Domain

/// The word for a payment provider, such as `test`.
package struct PaymentProviderID: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

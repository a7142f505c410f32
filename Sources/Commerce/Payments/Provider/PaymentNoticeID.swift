import Domain

/// A provider's name of one of its messages.
package struct PaymentNoticeID: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

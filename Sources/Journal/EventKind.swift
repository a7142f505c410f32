/// What happened: two words of the house and a dot, such as `chat.said` or `order.paid`.
///
/// Each capability declares its kinds as static members in an extension of its own.
package struct EventKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name that binds all streams of one sender to one clock (RFC 3550, section 6.5.1).
package struct CanonicalName: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// Nil unless it is a token of at most 255 bytes, what an SDES item holds.
    package init?(rawValue: String) {
        guard rawValue.utf8.count <= 255, rawValue.isToken else { return nil }
        self.rawValue = rawValue
    }
}

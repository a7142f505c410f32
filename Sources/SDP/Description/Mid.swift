/// The name of a media section within its session (RFC 5888, section 4).
package struct Mid: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// Nil unless it is a token of 1–32 characters.
    ///
    /// RFC 8843, section 15 asks for short ones, since each packet may carry it; nobody sends more than 32 bytes.
    package init?(rawValue: String) {
        guard rawValue.utf8.count <= 32, rawValue.isToken else { return nil }
        self.rawValue = rawValue
    }
}

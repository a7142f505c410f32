/// The seller's own number of a variant.
package struct SKU: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when it is empty, longer than 64 characters, or has line breaks or blanks at its ends.
    ///
    /// A character may be made of any number of bytes: on average it has four at most.
    package init?(rawValue: String) {
        guard (1...256).contains(rawValue.utf8.count), (1...64).contains(rawValue.count),
            rawValue.first?.isWhitespace == false,
            rawValue.last?.isWhitespace == false, !rawValue.contains(where: \.isNewline)
        else { return nil }
        self.rawValue = rawValue
    }
}

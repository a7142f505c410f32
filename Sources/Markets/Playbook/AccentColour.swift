/// A colour as `#RRGGBB`.
package struct AccentColour: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when it is not a hash and six hexadecimal digits.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == 7, rawValue.hasPrefix("#"), rawValue.dropFirst().allSatisfy(\.isHexDigit) else {
            return nil
        }
        self.rawValue = rawValue
    }
}

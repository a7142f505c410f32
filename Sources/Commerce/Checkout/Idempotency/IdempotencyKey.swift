/// What a client calls one attempt, so that sending it twice does it once.
package struct IdempotencyKey: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// nil when it is not 1 to 128 visible characters of ASCII.
    package init?(rawValue: String) {
        let bytes = rawValue.utf8
        guard (1...128).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.rawValue = rawValue
    }
}

/// The number a buyer reads out: `TW-100001`, without gaps, in the order of commits.
package struct OrderNumber: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let value: Int64

    init(value: Int64) {
        self.value = value
    }

    package init?(rawValue: String) {
        guard rawValue.hasPrefix(Self.prefix), let value = Int64(rawValue.dropFirst(Self.prefix.count)), value > 0
        else { return nil }
        self.value = value
    }

    package var rawValue: String { Self.prefix + String(value) }
    package var description: String { rawValue }

    private static let prefix = "TW-"
}

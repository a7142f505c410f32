/// The name of somebody who gave none.
enum GuestName {
    private static let prefix = "Guest "
    private static let numbers = 1_000...9_999

    static func random() -> String {
        prefix + String(Int.random(in: numbers))
    }

    /// Whether nobody chose this name.
    static func isOne(_ name: String) -> Bool {
        name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)).map(numbers.contains) ?? false
    }
}

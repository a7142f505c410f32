/// One `a=` line that has no field of its own: `a=name` or `a=name:value`.
package struct Attribute: Hashable, Sendable {
    package var name: String
    package var value: String?

    package init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// The text behind `a=`.
    var text: String { value.map { "\(name):\($0)" } ?? name }
}

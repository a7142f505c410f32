/// A member of a change that may be absent, null or a value: absent leaves, null empties.
///
/// As an optional member: `nil` is absent, and `value` is what it is set to.
struct Settable<Value: Decodable & Sendable>: Decodable, Sendable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }
}

extension KeyedDecodingContainer {
    /// Null is a value here; only an absent member is nil.
    func decodeIfPresent<Value>(_ type: Settable<Value>.Type, forKey key: Key) throws -> Settable<Value>? {
        contains(key) ? try decode(type, forKey: key) : nil
    }
}

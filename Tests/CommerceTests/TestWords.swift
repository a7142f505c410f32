import Commerce
import Domain

extension Currency {
    /// A currency that a test knows to exist.
    static func known(_ code: String) -> Currency {
        guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency") }
        return currency
    }
}

extension IdempotencyKey {
    /// A key that a test knows to be well formed.
    static func named(_ text: String) -> IdempotencyKey {
        guard let key = IdempotencyKey(rawValue: text) else { preconditionFailure("“\(text)” is no key") }
        return key
    }

    /// A key that was never used.
    static func fresh() -> IdempotencyKey { named("\(UInt64.random(in: .min ... .max))") }
}

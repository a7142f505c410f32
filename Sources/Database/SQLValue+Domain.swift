package import Domain

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension SQLValue {
    package static func id<Entity>(_ id: Identifier<Entity>) -> SQLValue { .text(id.rawValue) }
    package static func id<Entity>(_ id: Identifier<Entity>?) -> SQLValue { id.map { .text($0.rawValue) } ?? .null }

    package static func count(_ count: Int) -> SQLValue { .integer(Int64(count)) }
    package static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }

    package static func time(_ time: Timestamp) -> SQLValue { .integer(time.milliseconds) }
    package static func time(_ time: Timestamp?) -> SQLValue { time.map { .integer($0.milliseconds) } ?? .null }

    /// The smallest units; the currency's code goes into a column of its own.
    package static func minor(_ money: Money) -> SQLValue { .integer(money.minor) }
    package static func minor(_ money: Money?) -> SQLValue { money.map { .integer($0.minor) } ?? .null }

    package static func word(_ word: some RawRepresentable<String>) -> SQLValue { .text(word.rawValue) }
    package static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}

extension Timestamp {
    /// The moment in UTC with milliseconds, such as `2026-11-21T19:00:00.000Z`.
    package var rfc3339: String {
        let date = CivilDate(daysSinceEpoch: milliseconds.floorDivided(by: Self.millisecondsPerDay))
        var rest = milliseconds - date.daysSinceEpoch * Self.millisecondsPerDay
        let fraction = rest % 1_000
        rest /= 1_000
        var text = [UInt8]()
        text.reserveCapacity(24)
        text.appendDecimal(date.year, digits: 4)
        text.append(UInt8(ascii: "-"))
        text.appendDecimal(date.month, digits: 2)
        text.append(UInt8(ascii: "-"))
        text.appendDecimal(date.day, digits: 2)
        text.append(UInt8(ascii: "T"))
        text.appendDecimal(rest / 3_600, digits: 2)
        text.append(UInt8(ascii: ":"))
        text.appendDecimal(rest / 60 % 60, digits: 2)
        text.append(UInt8(ascii: ":"))
        text.appendDecimal(rest % 60, digits: 2)
        text.append(UInt8(ascii: "."))
        text.appendDecimal(fraction, digits: 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads an RFC 3339 time strictly; fractions finer than a millisecond are cut off.
    ///
    /// A leap second (`:60`) is refused: no clock of ours shows one.
    package init(rfc3339 text: String) throws(TimestampError) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 35,
            let year = bytes.decimal(0..<4), bytes[4] == UInt8(ascii: "-"),
            let month = bytes.decimal(5..<7), bytes[7] == UInt8(ascii: "-"),
            let day = bytes.decimal(8..<10), bytes[10] == UInt8(ascii: "T"),
            let hour = bytes.decimal(11..<13), bytes[13] == UInt8(ascii: ":"),
            let minute = bytes.decimal(14..<16), bytes[16] == UInt8(ascii: ":"),
            let second = bytes.decimal(17..<19)
        else { throw .malformed(text) }
        guard let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 60 else {
            throw .outOfRange(text)
        }
        var index = 19
        guard let fraction = Self.fraction(of: bytes, at: &index),
            let offset = Self.offset(of: bytes, at: index)
        else { throw .malformed(text) }
        guard offset.hours < 24, offset.minutes < 60 else { throw .outOfRange(text) }
        let seconds = hour * 3_600 + minute * 60 + second
        let shift = offset.sign * (offset.hours * 3_600 + offset.minutes * 60)
        let milliseconds = date.daysSinceEpoch * Self.millisecondsPerDay + (seconds - shift) * 1_000 + fraction
        // The offset may lead into a year that has no four digits.
        let moment = CivilDate(daysSinceEpoch: milliseconds.floorDivided(by: Self.millisecondsPerDay))
        guard (1...9_999).contains(moment.year) else { throw .outOfRange(text) }
        self.init(milliseconds: milliseconds)
    }

    private static let millisecondsPerDay: Int64 = 86_400_000

    /// The milliseconds of `.123…` at `index`, 0 when there is no fraction, nil when it has no digits or over nine.
    private static func fraction(of bytes: [UInt8], at index: inout Int) -> Int64? {
        guard bytes[index] == UInt8(ascii: ".") else { return 0 }
        let first = index + 1
        var end = first
        while end < bytes.count, bytes[end].isDecimalDigit { end += 1 }
        guard end > first, end - first <= 9 else { return nil }
        index = end
        var value: Int64 = 0
        for place in first..<(first + 3) {
            value = value * 10 + (place < end ? Int64(bytes[place] - UInt8(ascii: "0")) : 0)
        }
        return value
    }

    /// The offset from UTC that ends the text: `Z` or `±HH:MM`.
    private static func offset(of bytes: [UInt8], at index: Int) -> (sign: Int64, hours: Int64, minutes: Int64)? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "Z"):
            return index + 1 == bytes.count ? (1, 0, 0) : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard index + 6 == bytes.count, bytes[index + 3] == UInt8(ascii: ":"),
                let hours = bytes.decimal(index + 1..<index + 3),
                let minutes = bytes.decimal(index + 4..<index + 6)
            else { return nil }
            return (bytes[index] == UInt8(ascii: "-") ? -1 : 1, hours, minutes)
        default:
            return nil
        }
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(rfc3339: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

extension UInt8 {
    fileprivate var isDecimalDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension [UInt8] {
    /// The number the digits of a range write, nil when one of them is not a digit.
    fileprivate func decimal(_ range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        for byte in self[range] {
            guard byte.isDecimalDigit else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }

    fileprivate mutating func appendDecimal(_ value: Int64, digits: Int) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}

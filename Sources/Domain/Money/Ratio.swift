/// An exact fraction with a positive denominator.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int64
    package let denominator: Int64

    /// Reads a plain decimal number such as `15890.5`; nil when it is none or has more than 18 digits.
    package init?(decimal text: String) {
        var digits: Int64 = 0
        var scale: Int64 = 1
        var seenPoint = false
        var count = 0
        var bytes = Substring(text).utf8
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        guard let first = bytes.first, first != UInt8(ascii: "."), bytes.last != UInt8(ascii: ".") else { return nil }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."):
                guard !seenPoint else { return nil }
                seenPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                count += 1
                guard count <= Self.maximumDigits else { return nil }
                digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
                if seenPoint { scale *= 10 }
            default:
                return nil
            }
        }
        numerator = isNegative ? -digits : digits
        denominator = scale
    }

    /// As many digits as always fit 64 bits.
    private static let maximumDigits = 18
}

/// An exact fraction with a positive denominator.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int64
    package let denominator: Int64

    /// Reads a plain decimal number such as `15890.5`; nil when it is none or does not fit 64 bits.
    package init?(decimal text: String) {
        var digits: Int64 = 0
        var scale: Int64 = 1
        var seenPoint = false
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
                let (shifted, isLong) = digits.multipliedReportingOverflow(by: 10)
                let (sum, isLarge) = shifted.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                let (finer, isFine) = seenPoint ? scale.multipliedReportingOverflow(by: 10) : (scale, false)
                guard !isLong, !isLarge, !isFine else { return nil }
                digits = sum
                scale = finer
            default:
                return nil
            }
        }
        numerator = isNegative ? -digits : digits
        denominator = scale
    }
}

/// The middle and the tail of a set of durations.
struct Percentiles: Encodable {
    let count: Int
    let p50: Double
    let p95: Double
    let p99: Double

    /// In milliseconds; nil for an empty set.
    init?(milliseconds values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func rank(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))] }
        count = sorted.count
        p50 = rank(0.50)
        p95 = rank(0.95)
        p99 = rank(0.99)
    }

    init?(_ durations: [Duration]) {
        self.init(milliseconds: durations.map(\.milliseconds))
    }

    var text: String { "\(p50.decimals(1)) / \(p95.decimals(1)) / \(p99.decimals(1)) ms" }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
    var milliseconds: Double { seconds * 1e3 }
    var microseconds: Double { seconds * 1e6 }
}

extension Double {
    /// The number with so many digits behind the point.
    func decimals(_ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (self * scale).rounded() / scale
        guard digits > 0 else { return "\(Int(rounded))" }
        let parts = "\(rounded)".split(separator: ".")
        let fraction = parts.count > 1 ? parts[1] : "0"
        return "\(parts[0]).\(fraction)" + String(repeating: "0", count: max(0, digits - fraction.count))
    }
}

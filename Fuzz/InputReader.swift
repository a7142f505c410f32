/// Cuts a fuzzer's bytes into small numbers and parts.
struct InputReader {
    private var rest: ArraySlice<UInt8>

    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
    }

    var isEmpty: Bool { rest.isEmpty }

    /// The next byte; 0 behind the end.
    mutating func byte() -> UInt8 {
        rest.popFirst() ?? 0
    }

    /// The next bytes, as many as the two in front of them say; fewer at the end.
    mutating func part() -> [UInt8] {
        let count = Int(byte()) << 8 | Int(byte())
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}

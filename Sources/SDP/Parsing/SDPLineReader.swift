/// Cuts a session description into lines and counts them.
struct SDPLineReader {
    /// One `type=value` line.
    struct Line {
        var type: UInt8
        var value: Substring
    }

    private var rest: Substring
    /// The number of the line read last, from 1.
    private(set) var number = 0

    init(_ text: String) {
        rest = text[...]
    }

    /// The next line that is not empty; nil at the end.
    mutating func next() throws(SDPProblem) -> Line? {
        while !rest.isEmpty {
            number += 1
            guard number <= SDPLimits.lines else { throw .tooManyLines }
            var line = cut()
            if line.utf8.last == UInt8(ascii: "\r") {
                line = line[..<line.utf8.index(before: line.endIndex)]
            }
            if line.isEmpty { continue }
            guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .controlCharacter }
            let start = line.startIndex
            let equals = line.utf8.index(after: start)
            guard equals < line.endIndex, line.utf8[equals] == UInt8(ascii: "="), line.utf8[start].isLetter else {
                throw .notALine
            }
            return Line(type: line.utf8[start], value: line[line.utf8.index(after: equals)...])
        }
        return nil
    }

    private mutating func cut() -> Substring {
        guard let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) else {
            defer { rest = rest[rest.endIndex...] }
            return rest
        }
        defer { rest = rest[rest.utf8.index(after: end)...] }
        return rest[..<end]
    }
}

extension UInt8 {
    /// Whether it is a small letter of ASCII, as line types are.
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

/// Reads comma-separated records (RFC 4180) from bytes that anybody may have written.
///
/// A byte order mark is skipped; records end with CRLF, LF or CR; quoted fields may hold all of these. After a bad record
/// reading goes on at the next line of the file, so that one slip costs one record and not the rest.
struct CSVReader {
    private let bytes: [UInt8]
    private let limits: CSVLimits
    private var position: Int
    /// The line of the file at `position`, from 1.
    private var line = 1

    init(_ bytes: [UInt8], limits: CSVLimits) {
        self.bytes = bytes
        self.limits = limits
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// One record and the line it starts in.
    struct Record: Hashable {
        var line: Int
        var fields: [String]
    }

    /// The next record, nil at the end; empty lines are no records.
    mutating func next() -> Result<Record, CSVProblem>? {
        while position < bytes.count, Self.isLineEnd(bytes[position]) { skipLineEnd() }
        guard position < bytes.count else { return nil }
        let start = (position: position, line: line)
        do throws(CSVProblem) {
            return .success(Record(line: start.line, fields: try readFields(line: start.line)))
        } catch {
            position = start.position
            line = start.line
            skipLine()
            return .failure(error)
        }
    }

    private mutating func readFields(line start: Int) throws(CSVProblem) -> [String] {
        var fields: [String] = []
        while true {
            guard fields.count < limits.fieldsPerRecord else {
                throw CSVProblem(line: start, field: fields.count, kind: .tooManyFields(limits.fieldsPerRecord))
            }
            let place = (line: start, field: fields.count)
            let isQuoted = position < bytes.count && bytes[position] == Self.quote
            fields.append(isQuoted ? try readQuoted(place) : try readPlain(place))
            guard position < bytes.count else { return fields }
            if Self.isLineEnd(bytes[position]) {
                skipLineEnd()
                return fields
            }
            position += 1
        }
    }

    /// A field up to its comma or line end; a quote inside it is a slip.
    private mutating func readPlain(_ place: (line: Int, field: Int)) throws(CSVProblem) -> String {
        let start = position
        while position < bytes.count, bytes[position] != Self.comma, !Self.isLineEnd(bytes[position]) {
            guard bytes[position] != Self.quote else { throw CSVProblem(place, .strayQuote) }
            position += 1
            try checkLength(position - start, place)
        }
        return try text(bytes[start..<position], place)
    }

    /// A field in quotes, two of which stand for one.
    private mutating func readQuoted(_ place: (line: Int, field: Int)) throws(CSVProblem) -> String {
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == Self.quote {
                guard position < bytes.count, bytes[position] == Self.quote else {
                    guard position == bytes.count || bytes[position] == Self.comma || Self.isLineEnd(bytes[position])
                    else { throw CSVProblem(place, .strayQuote) }
                    return try text(content[...], place)
                }
                position += 1
            } else if byte == Self.lineFeed {
                line += 1
            }
            content.append(byte)
            try checkLength(content.count, place)
        }
        throw CSVProblem(place, .unterminatedQuote)
    }

    private func checkLength(_ length: Int, _ place: (line: Int, field: Int)) throws(CSVProblem) {
        guard length <= limits.bytesPerField else {
            throw CSVProblem(place, .fieldTooLong(limits.bytesPerField))
        }
    }

    private func text(
        _ bytes: ArraySlice<UInt8>, _ place: (line: Int, field: Int)
    ) throws(CSVProblem) -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw CSVProblem(place, .notText)
        }
        return text
    }

    private mutating func skipLine() {
        while position < bytes.count, !Self.isLineEnd(bytes[position]) { position += 1 }
        if position < bytes.count { skipLineEnd() }
    }

    private mutating func skipLineEnd() {
        let isPair =
            bytes[position] == Self.carriageReturn && position + 1 < bytes.count
            && bytes[position + 1] == Self.lineFeed
        position += isPair ? 2 : 1
        line += 1
    }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
}

/// Writes comma-separated records (RFC 4180) in which no field is a formula.
struct CSVWriter {
    private(set) var text = ""

    mutating func append(_ fields: [String]) {
        text += fields.map(Self.field).joined(separator: ",")
        text += "\r\n"
    }

    private static func field(_ content: String) -> String {
        let text = FormulaGuard.guarded(content)
        let needsQuotes = text.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        guard needsQuotes else { return text }
        // By scalars: a quotation mark under an accent is another character, and a mark in the file all the same.
        let parts = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.map(String.init).joined(separator: "\"\"") + "\""
    }
}

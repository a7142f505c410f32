extension Attribute {
    /// Cuts the text behind `a=` at its first colon.
    init(parsing text: Substring) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            self.init(name: String(text))
            return
        }
        self.init(name: String(text[..<colon]), value: String(text[text.utf8.index(after: colon)...]))
    }

    /// What a parser makes of the value, or the problem with it.
    func parsed<Value>(_ parse: (Substring) -> Value?) throws(SDPProblem) -> Value {
        guard let value, let parsed = parse(value[...]) else { throw .badAttribute(name) }
        return parsed
    }
}

/// An `a=rid` line: a stream told apart by its id, with what restricts it (RFC 8851).
package struct StreamRestriction: Hashable, Sendable {
    package var id: String
    /// True for `send`, false for `recv`.
    package var sends: Bool
    package var restrictions: String?

    init?(parsing value: Substring) {
        let fields = value.fields(limit: 3)
        guard fields.count >= 2, fields[0].isToken, fields[1] == "send" || fields[1] == "recv" else { return nil }
        id = String(fields[0])
        sends = fields[1] == "send"
        restrictions = fields.count == 3 ? String(fields[2]) : nil
    }

    var text: String {
        let head = "\(id) \(sends ? "send" : "recv")"
        return restrictions.map { "\(head) \($0)" } ?? head
    }
}

/// An `a=rid` line: a stream told apart by its id, with what restricts it (RFC 8851).
package struct StreamRestriction: Hashable, Sendable {
    package var id: StreamID
    /// True for `send`, false for `recv`.
    package var sends: Bool
    package var restrictions: String?

    package init(id: StreamID, sends: Bool, restrictions: String? = nil) {
        self.id = id
        self.sends = sends
        self.restrictions = restrictions
    }

    init?(parsing value: Substring) {
        let fields = value.fields(limit: 3)
        guard fields.count >= 2, let id = StreamID(rawValue: String(fields[0])),
            fields[1] == "send" || fields[1] == "recv"
        else { return nil }
        self.id = id
        sends = fields[1] == "send"
        restrictions = fields.count == 3 ? String(fields[2]) : nil
    }

    var text: String {
        let head = "\(id.rawValue) \(sends ? "send" : "recv")"
        return restrictions.map { "\(head) \($0)" } ?? head
    }
}

/// The `o=` line: who describes which session, in which version (RFC 8866, section 5.2).
package struct Origin: Hashable, Sendable {
    package var username: String
    /// Kept as text: some clients write more than 64 bits.
    package var session: String
    package var version: String
    /// Network type, address type and address.
    package var address: String

    /// An origin of ours; the address is a placeholder, as RFC 9429, section 5.2.1 has it.
    package init(session: UInt64, version: UInt64 = 1) {
        username = "-"
        self.session = String(session)
        self.version = String(version)
        address = "IN IP4 127.0.0.1"
    }

    init?(parsing value: Substring) {
        let fields = value.fields(limit: 4)
        guard fields.count == 4 else { return nil }
        username = String(fields[0])
        session = String(fields[1])
        version = String(fields[2])
        address = String(fields[3])
    }

    var text: String { "\(username) \(session) \(version) \(address)" }
}

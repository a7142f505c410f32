/// A server for ICE that clients are told of: STUN, or TURN with what opens it.
package struct IceServer: Sendable, Hashable {
    /// Such as `stun:stun.example:3478` or `turn:turn.example?transport=udp` (RFC 7064, RFC 7065).
    package let address: String
    /// Name and password of a TURN server.
    package let login: Login?

    package struct Login: Sendable, Hashable {
        package let username: String
        package let password: String
    }

    /// Reads `stun:HOST` or `turn:HOST;USERNAME;PASSWORD`; nil where a part is missing, or one too many.
    package init?(_ text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let scheme = parts[0].prefix { $0 != ":" }
        guard scheme.count + 1 < parts[0].count,
            // It goes into a header, between signs of its own.
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains(where: { "<>\"\\".contains($0) })
        else { return nil }
        switch (scheme, parts.count) {
        case ("stun", 1), ("stuns", 1): login = nil
        case ("turn", 3), ("turns", 3): login = Login(username: parts[1], password: parts[2])
        default: return nil
        }
        address = parts[0]
    }

    /// The value of a `Link` header (RFC 9725, section 4.6).
    var link: String {
        let target = "<\(address)>; rel=\"ice-server\""
        guard let login else { return target }
        return target
            + "; username=\"\(login.username)\"; credential=\"\(login.password)\"; credential-type=\"password\""
    }
}

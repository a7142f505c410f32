/// The cookie that carries a browser's token.
enum SessionCookie {
    static let name = "tw_session"

    /// The header that gives a browser its session, or takes it.
    static func header(_ token: String, life: Duration, secure: Bool) -> String {
        "\(name)=\(token); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(life.components.seconds)"
            + (secure ? "; Secure" : "")
    }

    /// The token among the values of `Cookie` headers (RFC 6265, section 4.2.1).
    static func value(in headers: [String]) -> Substring? {
        for pair in headers.flatMap({ $0.split(separator: ";") }) {
            let trimmed = pair.drop { $0 == " " }
            guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
            return trimmed[trimmed.index(after: equals)...]
        }
        return nil
    }
}

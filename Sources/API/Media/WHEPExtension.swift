/// What a session of ours can do beside WHEP itself (draft-ietf-wish-whep, protocol extensions).
enum WHEPExtension: String, Sendable {
    /// The viewer says how large a picture it has use for.
    case layer

    /// The value of a `Link` header that names the extension's address, below that of its session.
    func link(of session: String) -> String {
        "<\(session)/\(rawValue)>; rel=\"urn:ietf:params:whep:ext:core:\(rawValue)\""
    }
}

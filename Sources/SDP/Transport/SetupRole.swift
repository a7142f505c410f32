/// Who begins the DTLS handshake (RFC 8842, section 5.1).
package enum SetupRole: String, Sendable, Hashable, CaseIterable {
    /// Either; only an offer may say so.
    case either = "actpass"
    /// The describing side is the client.
    case active
    /// The describing side is the server.
    case passive
    case holdConnection = "holdconn"
}

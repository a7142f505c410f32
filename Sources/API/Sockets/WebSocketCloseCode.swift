/// Why a socket is closed (RFC 6455, section 7.4.1).
enum WebSocketCloseCode: UInt16, Error, Sendable {
    case normal = 1000
    case goingAway = 1001
    case protocolError = 1002
    case unacceptableData = 1003
    case invalidText = 1007
    case policyViolation = 1008
    case tooBig = 1009
    /// Registered with IANA: the client may come back at once.
    case serviceRestart = 1012
}

/// Our part in the DTLS handshake.
package enum DTLSRole: Sendable, Hashable {
    case client
    case server

    var setup: SetupRole { self == .client ? .active : .passive }
}

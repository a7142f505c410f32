/// The sockets of one room, as the room sees them: bytes go out, and nobody waits.
///
/// Calls arrive in the order of the facts, and every socket must keep that order. A socket that cannot take more is
/// skipped; once it can be written again, the room is told with ``RoomInput/caughtUp(_:)`` and welcomes it anew.
package protocol Audience: Sendable {
    /// Gives a socket its first (or its fresh) messages, and every broadcast from now on.
    func welcome(_ socket: SocketID, with messages: [RoomMessage])

    /// Gives all welcomed sockets these messages in one write.
    func broadcast(_ messages: [RoomMessage])

    /// Gives one socket something of its own.
    func send(_ message: RoomMessage, to socket: SocketID)

    /// Sends a socket away; its client comes back, and finds how things are then.
    func close(_ socket: SocketID)
}

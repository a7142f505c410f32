/// What reaches a room from its sockets.
package enum RoomInput: Sendable {
    /// The first message of a connection.
    case joined(RoomSocket, ClientMessage.Join)
    case said(SocketID, ClientMessage)
    /// A socket that was skipped can be written again.
    case caughtUp(SocketID)
    case left(SocketID)
}

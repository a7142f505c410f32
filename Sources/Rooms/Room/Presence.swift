internal import Domain

/// Who is in a room: people, however many connections each has.
///
/// Hosts are at work there and do not count as viewers.
struct Presence {
    /// At most one count a second.
    static let interval: Duration = .seconds(1)

    private(set) var sockets: [SocketID: RoomSocket] = [:]
    private var connections: [ViewerID: Int] = [:]
    private var told = -1
    private var toldAt = Timestamp(milliseconds: 0)

    var viewers: Int { connections.count }

    /// Whether this is a viewer's first connection.
    mutating func join(_ socket: RoomSocket) -> Bool {
        guard sockets.updateValue(socket, forKey: socket.id) == nil, socket.isViewer else { return false }
        connections[socket.viewer, default: 0] += 1
        return connections[socket.viewer] == 1
    }

    /// The viewer who left with this connection, when it was the last one.
    mutating func leave(_ id: SocketID) -> RoomSocket? {
        guard let socket = sockets.removeValue(forKey: id), socket.isViewer else { return nil }
        let left = connections[socket.viewer, default: 1] - 1
        connections[socket.viewer] = left > 0 ? left : nil
        return left > 0 ? nil : socket
    }

    /// The message that is due, if the count has changed.
    mutating func drain(at now: Timestamp) -> RoomMessage? {
        guard viewers != told, now - toldAt >= Self.interval else { return nil }
        told = viewers
        toldAt = now
        return message
    }

    var message: RoomMessage { RoomMessage(RoomMessage.Presence(viewers: viewers)) }
}

extension RoomSocket {
    fileprivate var isViewer: Bool { role < .host }
}

internal import Domain

/// Who is in a room: people, however many connections each has.
///
/// Hosts are at work there and do not count as viewers.
struct Presence {
    /// At most one count a second.
    static let interval: Duration = .seconds(1)

    private(set) var sockets: [SocketID: RoomSocket] = [:]
    private var connections: [ViewerID: Int] = [:]
    /// The connections of each person, hosts too.
    private var people: [ViewerID: Set<SocketID>] = [:]
    private var told = -1
    private var toldAt = Timestamp(milliseconds: 0)

    var viewers: Int { connections.count }

    /// Whether this is a viewer's first connection.
    mutating func join(_ socket: RoomSocket) -> Bool {
        guard sockets.updateValue(socket, forKey: socket.id) == nil else { return false }
        people[socket.viewer, default: []].insert(socket.id)
        guard socket.isViewer else { return false }
        connections[socket.viewer, default: 0] += 1
        return connections[socket.viewer] == 1
    }

    /// The viewer who left with this connection, when it was the last one.
    mutating func leave(_ id: SocketID) -> RoomSocket? {
        guard let socket = sockets.removeValue(forKey: id) else { return nil }
        people[socket.viewer]?.remove(id)
        if people[socket.viewer]?.isEmpty == true { people[socket.viewer] = nil }
        guard socket.isViewer else { return nil }
        let left = connections[socket.viewer, default: 1] - 1
        connections[socket.viewer] = left > 0 ? left : nil
        return left > 0 ? nil : socket
    }

    /// A person's connections, in no order.
    func sockets(of person: ViewerID) -> [RoomSocket] {
        people[person, default: []].compactMap { sockets[$0] }
    }

    /// The connection of a person that has the most rights, the newest of these; nil when there is none.
    func socket(of person: ViewerID) -> RoomSocket? {
        sockets(of: person).max { ($0.role, $0.id.number) < ($1.role, $1.id.number) }
    }

    /// Hosts who are here.
    var hosts: Set<ViewerID> { Set(sockets.values.filter { !$0.isViewer }.map(\.viewer)) }

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

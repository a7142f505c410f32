internal import NIOCore
internal import Rooms
internal import Synchronization

/// The sockets of one room, spread over the event loops.
final class RoomAudience: Audience {
    private let loops: [ObjectIdentifier: LoopAudience]
    private let homes = Mutex<[SocketID: LoopAudience]>([:])

    init(group: any EventLoopGroup, metrics: EdgeMetrics) {
        var loops: [ObjectIdentifier: LoopAudience] = [:]
        for loop in group.makeIterator() {
            loops[ObjectIdentifier(loop)] = LoopAudience(eventLoop: loop, metrics: metrics)
        }
        self.loops = loops
    }

    /// The part of the audience that lives where this socket does.
    func settle(_ id: SocketID, on eventLoop: any EventLoop) -> LoopAudience? {
        guard let home = loops[ObjectIdentifier(eventLoop)] else { return nil }
        homes.withLock { $0[id] = home }
        return home
    }

    func forget(_ id: SocketID) {
        homes.withLock { $0[id] = nil }
    }

    func welcome(_ socket: SocketID, with messages: [RoomMessage]) {
        home(of: socket)?.welcome(socket, with: WebSocketFrames.text(messages))
    }

    func broadcast(_ messages: [RoomMessage]) {
        let frames = WebSocketFrames.text(messages)
        for loop in loops.values { loop.broadcast(frames, messages: messages.count) }
    }

    func send(_ message: RoomMessage, to socket: SocketID) {
        home(of: socket)?.send(message, to: socket)
    }

    func close(_ socket: SocketID) {
        home(of: socket)?.close(socket)
    }

    private func home(of socket: SocketID) -> LoopAudience? {
        homes.withLock { $0[socket] }
    }
}

internal import NIOCore
internal import Rooms

/// The sockets of one room on one event loop.
final class LoopAudience: Sendable {
    private struct Sockets {
        var all: [SocketID: RoomSocketHandler] = [:]
        /// Those that get broadcasts, dense, so that a broadcast is a walk over an array.
        var welcome: [RoomSocketHandler] = []
    }

    let eventLoop: any EventLoop
    private let sockets: NIOLoopBoundBox<Sockets?>
    private let metrics: EdgeMetrics

    init(eventLoop: any EventLoop, metrics: EdgeMetrics) {
        self.eventLoop = eventLoop
        sockets = .makeEmptyBox(valueType: Sockets.self, eventLoop: eventLoop)
        self.metrics = metrics
    }

    // The two below run on the loop: sockets call them.

    func add(_ socket: RoomSocketHandler) {
        sockets.value = sockets.value ?? Sockets()
        sockets.value?.all[socket.id] = socket
    }

    func remove(_ socket: RoomSocketHandler) {
        sockets.value?.all[socket.id] = nil
        dismiss(socket)
    }

    // The four below come from the room, in its order, and keep it.

    func welcome(_ id: SocketID, with frames: ByteBuffer) {
        eventLoop.execute {
            guard let socket = self.sockets.value?.all[id] else { return }
            guard socket.deliver(frames) else { return self.dismiss(socket) }
            guard socket.slot == nil else { return }
            socket.slot = self.sockets.value?.welcome.count
            self.sockets.value?.welcome.append(socket)
        }
    }

    func broadcast(_ frames: ByteBuffer, messages: Int) {
        eventLoop.execute {
            guard let welcome = self.sockets.value?.welcome, !welcome.isEmpty else { return }
            var skipped: [RoomSocketHandler] = []
            for socket in welcome where !socket.deliver(frames) { skipped.append(socket) }
            for socket in skipped { self.dismiss(socket) }
            let written = welcome.count - skipped.count
            self.metrics.socketWrites.add(written)
            self.metrics.deliveries.add(written * messages)
            self.metrics.skipped.add(skipped.count)
        }
    }

    func send(_ message: RoomMessage, to id: SocketID) {
        eventLoop.execute { self.sockets.value?.all[id]?.deliverOwn(message) }
    }

    func close(_ id: SocketID) {
        eventLoop.execute { self.sockets.value?.all[id]?.sendAway() }
    }

    /// Takes a socket out of the broadcasts; the last one fills its place.
    private func dismiss(_ socket: RoomSocketHandler) {
        guard let slot = socket.slot, let last = sockets.value?.welcome.popLast() else { return }
        socket.slot = nil
        guard last !== socket else { return }
        sockets.value?.welcome[slot] = last
        last.slot = slot
    }
}

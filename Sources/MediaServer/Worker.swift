internal import Foundation
internal import ICE
internal import PacketIO
internal import RTP
internal import SFU
internal import SecureTransport

/// One thread with one port, of UDP and of TCP, and one engine.
///
/// The thread owns the engine. Everybody else asks it to do something by ``jobs``.
final class Worker: Sendable {
    private enum Limit {
        /// Batches taken before output and time get their turn: a flood must not starve them.
        static let batchesPerTurn = 8
    }

    let address: TransportAddress
    /// How everybody else reaches the engine.
    let jobs: JobQueue<Engine>
    private let stopped = DispatchSemaphore(value: 0)

    /// Binds the port and starts the thread; `report` is called on it with what happened.
    ///
    /// - Parameter jobs: the thread's own queue; who sends to it by `relay` wakes it by that.
    init(
        bindingTo address: TransportAddress,
        jobs: JobQueue<Engine>,
        context: DTLSContext,
        relay: RelayEnds,
        report: @escaping @Sendable ([RouterEvent]) -> Void
    ) throws(MediaServerError) {
        let port = try MediaPort(bindingTo: address)
        self.address = port.socket.local
        self.jobs = jobs
        let thread = Thread { [self] in
            run(port, context: context, relay: relay, report: report)
            stopped.signal()
        }
        thread.name = "media-\(self.address.port)"
        thread.start()
    }

    /// Ends the thread once the jobs before have run, and waits for it.
    func stop() {
        jobs.stop()
        stopped.wait()
    }

    private func run(
        _ port: MediaPort,
        context: DTLSContext,
        relay: RelayEnds,
        report: @Sendable ([RouterEvent]) -> Void
    ) {
        let poller = Poller()
        let (socket, connections) = (port.socket, FramedConnections(port.listener, poller: poller))
        let outbox = Outbox { burst, segment, address in
            switch address.transport {
            case .udp: socket.send(burst, segment: segment, to: address)
            case .tcp: connections.send(burst, segment: segment, to: address)
            }
        }
        let engine = Engine(context: context, outbox: outbox, relay: relay)
        let batch = DatagramBatch()
        poller.watch(socket.descriptor)
        poller.watch(jobs.descriptor)
        var ready: [Int32] = []
        var nextTick = HostClock.now()
        var nextFlush: MediaTime?
        while true {
            ready.removeAll(keepingCapacity: true)
            let due = engine.mayRest() ? min(nextTick, nextFlush ?? nextTick) : HostClock.now()
            poller.wait(until: due) { ready.append($0) }
            var now = HostClock.now()
            serve(connections, ready, engine, at: now)
            engine.receiveRelayed(at: now)
            for _ in 0..<Limit.batchesPerTurn {
                let wall = HostClock.wall()
                let count = socket.receive(into: batch) { engine.receive($0, from: $1, at: now, wall: wall) }
                nextFlush = engine.flush(at: now)
                if count < DatagramBatch.capacity { break }
                now = HostClock.now()
            }
            if ready.contains(jobs.descriptor), !jobs.run(on: engine, at: now) { return }
            if now >= nextTick {
                engine.tick(at: now, wall: HostClock.wall())
                connections.sweep(at: now) { engine.isInUse($0, at: now) }
                nextTick = max(nextTick + Engine.tickInterval, now)
            }
            let events = engine.takeEvents()
            if !events.isEmpty { report(events) }
        }
    }

    /// Takes what came over connections, and tells the engine which of them are no more.
    private func serve(_ connections: FramedConnections, _ ready: [Int32], _ engine: Engine, at now: MediaTime) {
        let wall = HostClock.wall()
        for descriptor in ready {
            connections.serve(descriptor, at: now, isInUse: { engine.isInUse($0, at: now) }) { datagram, source in
                engine.receive(datagram, from: source, at: now, wall: wall)
            }
        }
        for address in connections.takeClosed() { engine.lost(address, at: now) }
    }
}

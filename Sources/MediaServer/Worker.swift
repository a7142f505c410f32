internal import Foundation
internal import ICE
internal import PacketIO
internal import RTP
internal import SFU
internal import SecureTransport

/// One thread with one UDP port and one engine.
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
    init(
        bindingTo address: TransportAddress,
        context: DTLSContext,
        report: @escaping @Sendable ([RouterEvent]) -> Void
    ) throws(MediaServerError) {
        let socket = try DatagramSocket.server(bindingTo: address)
        self.address = socket.local
        do throws(SystemError) {
            jobs = try JobQueue()
        } catch {
            throw .socket(call: error.call, errno: error.code)
        }
        let handover = Handover(socket: socket)
        let thread = Thread { [self] in
            run(handover.socket, context: context, report: report)
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
        _ socket: DatagramSocket,
        context: DTLSContext,
        report: @Sendable ([RouterEvent]) -> Void
    ) {
        let outbox = Outbox { burst, segment, address in socket.send(burst, segment: segment, to: address) }
        let engine = Engine(context: context, outbox: outbox)
        let batch = DatagramBatch()
        let poller = Poller()
        poller.watch(socket.descriptor)
        poller.watch(jobs.descriptor)
        var nextTick = HostClock.now()
        var nextFlush: MediaTime?
        while true {
            var hasJobs = false
            poller.wait(until: min(nextTick, nextFlush ?? nextTick)) { if $0 == jobs.descriptor { hasJobs = true } }
            var now = HostClock.now()
            for _ in 0..<Limit.batchesPerTurn {
                let wall = HostClock.wall()
                let count = socket.receive(into: batch) { engine.receive($0, from: $1, at: now, wall: wall) }
                nextFlush = engine.flush(at: now)
                if count < DatagramBatch.capacity { break }
                now = HostClock.now()
            }
            if hasJobs, !jobs.run(on: engine, at: now) { return }
            if now >= nextTick {
                engine.tick(at: now, wall: HostClock.wall())
                nextTick = max(nextTick + Engine.tickInterval, now)
            }
            let events = engine.takeEvents()
            if !events.isEmpty { report(events) }
        }
    }

    /// Carries the socket to the thread that owns it from then on.
    private struct Handover: @unchecked Sendable {
        let socket: DatagramSocket
    }
}

extension DatagramSocket {
    /// A socket for many peers, or the reason why there is none.
    static func server(bindingTo address: TransportAddress) throws(MediaServerError) -> DatagramSocket {
        do throws(SystemError) {
            return try DatagramSocket(bindingTo: address, buffer: Limit.serverBuffer)
        } catch {
            throw error.call == "bind"
                ? .portTaken(address, errno: error.code) : .socket(call: error.call, errno: error.code)
        }
    }
}

internal import Foundation
package import ICE
package import PacketIO
internal import RTP

/// A line between clients and one server, made of UDP: all of them share its delay, loss and rate.
///
/// Clients send to ``address``; each has a port of its own towards the server, which takes it for the client's.
package final class LinkRelay: Sendable {
    /// What became of the datagrams of both directions.
    package struct Statistics: Sendable, Encodable {
        /// From clients to the server.
        package var up: LinkStatistics
        package var down: LinkStatistics
        /// Datagrams of clients beyond ``LinkRelayThread/Limit/clients``, those that are silent left out.
        package var turnedAway: Int
    }

    package let address: TransportAddress
    private let jobs: JobQueue<LinkRelayThread>
    private let stopped = DispatchSemaphore(value: 0)

    /// Binds `address` and begins to carry; the scripts begin now.
    package init(
        at address: TransportAddress, to server: TransportAddress, up: LinkScript, down: LinkScript, seed: UInt64
    ) throws(SystemError) {
        let front = try DatagramSocket(bindingTo: address, buffer: DatagramSocket.Limit.serverBuffer)
        self.address = front.local
        jobs = try JobQueue()
        let relay = LinkRelayThread(front: front, server: server, wake: jobs.descriptor)
        relay.restart(up: up, down: down, seed: seed, at: HostClock.now())
        let handover = Handover(relay: relay)
        let thread = Thread { [self] in
            repeat {
                handover.relay.turn()
            } while jobs.run(on: handover.relay, at: HostClock.now())
            stopped.signal()
        }
        thread.name = "link"
        thread.start()
    }

    /// Ends the line; what is under way is lost.
    package func stop() {
        jobs.stop()
        stopped.wait()
    }

    /// Begins other scripts now.
    package func restart(up: LinkScript, down: LinkScript, seed: UInt64) {
        jobs.perform { relay, now in relay.restart(up: up, down: down, seed: seed, at: now) }
    }

    /// Gives every client another address at the server from its next datagram on, as a change of network does.
    package func move() {
        jobs.perform { relay, _ in relay.move() }
    }

    /// Sends datagrams that no client sent, from the address that each client has at the server: as a forger would.
    package func forge(_ datagrams: [[UInt8]]) {
        jobs.perform { relay, _ in relay.forge(datagrams) }
    }

    /// What passed since the scripts began; nil once the line is stopped.
    package func statistics() async -> Statistics? {
        await jobs.ask { relay, _ in relay.statistics }
    }

    /// Carries the relay to the thread that owns it from then on.
    private struct Handover: @unchecked Sendable {
        let relay: LinkRelayThread
    }
}

internal import Foundation
internal import ICE
internal import PacketIO
internal import RTP
internal import SecureTransport
internal import Synchronization

/// One thread that serves any number of publishing and playing sessions.
///
/// Each session has a UDP socket of its own, as each real viewer has.
public final class ClientLoop: Sendable {
    let identity: ClientIdentity
    /// How callers reach the thread.
    let jobs: JobQueue<Reactor>
    private let stopped = DispatchSemaphore(value: 0)
    private let lastID = Atomic<UInt64>(0)

    /// Makes a certificate and starts the thread.
    public convenience init() throws(ClientError) {
        try self.init(profiles: ProtectionProfile.allCases)
    }

    /// A loop whose sessions agree to these protection profiles only.
    init(profiles: [ProtectionProfile]) throws(ClientError) {
        identity = try ClientIdentity(profiles: profiles)
        do throws(SystemError) {
            jobs = try JobQueue()
        } catch {
            throw ClientError(error)
        }
        let thread = Thread { [self] in
            run()
            stopped.signal()
        }
        thread.name = "media-client"
        thread.start()
    }

    /// Ends every session and the thread, and waits for it; whoever asks for something afterwards is refused.
    public func stop() {
        jobs.stop()
        stopped.wait()
    }

    /// Asks the thread for something that can fail, and waits without blocking.
    func attempt(
        _ job: @escaping @Sendable (Reactor, MediaTime) -> Result<Void, ClientError>
    ) async -> Result<Void, ClientError> {
        await jobs.ask(job) ?? .failure(.stopped)
    }

    func makeID() -> LoopSessionID {
        LoopSessionID(lastID.wrappingAdd(1, ordering: .relaxed).newValue)
    }

    private func run() {
        let reactor = Reactor(wake: jobs.descriptor)
        repeat {
            reactor.turn()
        } while jobs.run(on: reactor, at: HostClock.now())
        reactor.closeAll()
    }
}

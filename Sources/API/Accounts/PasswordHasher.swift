internal import NIOPosix
internal import Synchronization

/// Hashes passwords on threads of its own: each takes 64 MiB and a tenth of a second, by design.
///
/// Swift's own threads are as many as the machine has cores, and everything else runs on them.
final class PasswordHasher: Sendable {
    /// Hashes at once.
    static let slots = 2
    /// Hashes that are under way or wait; more would wait longer than a person does.
    static let queue = 16
    /// How long somebody should wait who finds the queue full.
    static let retryAfter: Duration = .seconds(2)

    private let pool = NIOThreadPool(numberOfThreads: PasswordHasher.slots)
    private let waiting = Atomic<Int>(0)

    init() {
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    func hash(_ password: [UInt8]) async throws -> String? {
        try await run { Sodium.hashPassword(password) }
    }

    func verify(_ password: [UInt8], against hash: String) async throws -> Bool {
        try await run { Sodium.verifyPassword(password, against: hash) }
    }

    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws -> Value {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.queue else {
            throw Problem.tooMany(retryAfter: Self.retryAfter)
        }
        return try await pool.runIfActive(work)
    }
}

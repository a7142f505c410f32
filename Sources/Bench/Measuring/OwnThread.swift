internal import Foundation

/// Work that waits for sockets or sleeps: it gets a thread of its own, for Swift's few must not be held.
enum OwnThread {
    /// Runs `body` on a new thread and hands on what came of it.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Swift.Result { try body() }) }.start()
        }
    }
}

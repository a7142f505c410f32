import Domain
import Rooms
import Synchronization

/// Draws for as long as a test wants.
final class SlowSnapshots: SnapshotSource {
    private let asked = AsyncStream.makeStream(of: Void.self)
    private let done = AsyncStream.makeStream(of: Void.self)
    private let count = Mutex(0)

    var drawn: Int { count.withLock { $0 } }

    func document(of show: ShowID, in market: MarketID) async throws -> [UInt8] {
        count.withLock { $0 += 1 }
        asked.continuation.finish()
        for await _ in done.stream {}
        return Array(#"{"id":"\#(show)"}"#.utf8)
    }

    /// Returns once a drawing has begun.
    func waitUntilAsked() async {
        for await _ in asked.stream {}
    }

    func finish() {
        done.continuation.finish()
    }
}

/// Draws nothing.
struct NoSnapshots: SnapshotSource {
    func document(of show: ShowID, in market: MarketID) async throws -> [UInt8] {
        throw ShowError.unknown(show)
    }
}

internal import Synchronization

/// Whether a key frame was asked for since somebody last looked: noted in a stream's task, taken between two pictures.
public final class KeyFrameRequests: Sendable {
    private let isWaiting = Atomic(false)

    /// Nobody has asked yet.
    public init() {}

    /// Somebody asks.
    public func note() {
        isWaiting.store(true, ordering: .relaxed)
    }

    /// Whether somebody asked since the last call.
    public func take() -> Bool {
        isWaiting.exchange(false, ordering: .relaxed)
    }
}

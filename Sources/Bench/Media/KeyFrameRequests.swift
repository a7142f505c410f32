internal import Synchronization

/// Whether a key frame was asked for since somebody last looked.
final class KeyFrameRequests: Sendable {
    private let isWaiting = Atomic(false)

    func note() {
        isWaiting.store(true, ordering: .relaxed)
    }

    func take() -> Bool {
        isWaiting.exchange(false, ordering: .relaxed)
    }
}

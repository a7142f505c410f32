import Synchronization

/// Wakes whoever listens; rings that nobody answered yet count as one.
final class Doorbell: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextListener = 0
    }

    private let state = Mutex(State())

    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let listener = state.withLock { state in
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            return state.nextListener
        }
        continuation.onTermination = { [weak self] _ in
            self?.forget(listener)
        }
        return stream
    }

    func ring() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }

    private func forget(_ listener: Int) {
        // The continuation must outlive the lock: its own release may call back into this method.
        let removed = state.withLock { $0.listeners.removeValue(forKey: listener) }
        withExtendedLifetime(removed) {}
    }
}

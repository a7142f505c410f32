internal import API
internal import Synchronization

/// Those who want to know what happens in the media plane, until they listen no more.
final class MediaListeners: Sendable {
    private enum Limit {
        /// Events that wait for one listener; the oldest are lost when it falls further behind.
        static let events = 65_536
    }

    private struct State {
        var listeners: [Int: AsyncStream<MediaEvent>.Continuation] = [:]
        var next = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// What happens from now on.
    func listen() -> AsyncStream<MediaEvent> {
        let (stream, listener) = AsyncStream.makeStream(
            of: MediaEvent.self, bufferingPolicy: .bufferingNewest(Limit.events))
        let number = state.withLock { state -> Int? in
            guard !state.isFinished else { return nil }
            state.next += 1
            state.listeners[state.next] = listener
            return state.next
        }
        guard let number else {
            listener.finish()
            return stream
        }
        listener.onTermination = { [weak self] _ in self?.remove(number) }
        return stream
    }

    func tell(_ event: MediaEvent) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(event) }
    }

    /// Ends every stream; whoever listens afterwards hears nothing.
    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            return Array(state.listeners.values)
        }
        // Each is removed by its own end.
        for listener in listeners { listener.finish() }
    }

    private func remove(_ number: Int) {
        state.withLock { state in
            state.listeners[number] = nil
        }
    }
}

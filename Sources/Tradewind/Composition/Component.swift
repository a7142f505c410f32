internal import ServiceLifecycle

/// A part of the server that runs until the server is told to stop.
struct Component: Service {
    private let body: @Sendable () async throws -> Void

    init(_ body: @escaping @Sendable () async throws -> Void) {
        self.body = body
    }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown(body)
        } catch is CancellationError {
            // Told to stop: that is how a component ends.
        }
    }
}

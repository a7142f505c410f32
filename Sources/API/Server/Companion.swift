internal import ServiceLifecycle

/// Something that runs beside the HTTP server, and ends when the server has ended.
struct Companion: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await body() }
    }
}

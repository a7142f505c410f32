internal import TradewindClient

/// A host who goes on the air for a few seconds, again and again.
struct ChurnHost: Sendable {
    private enum Limit {
        static let show = Duration.seconds(5)
        static let pause = Duration.milliseconds(200)
    }

    let signalling: any Signalling

    /// Goes on until the task is cancelled.
    func run() async throws {
        while !Task.isCancelled {
            try await MeasuredServer.withShow(by: signalling) { output in
                // Many small packets, so that what the server keeps of a show is full before memory is first read.
                await ClockedShow(
                    output: output, framesPerSecond: 5, soundsPerSecond: 10, packetsPerFrame: 40, length: 100
                ).run()
            } body: {
                try? await Task.sleep(for: Limit.show)
            }
            try? await Task.sleep(for: Limit.pause)
        }
    }
}

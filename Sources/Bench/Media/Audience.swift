internal import TradewindClient

/// Viewers who joined and count what they get.
struct Audience: Sendable {
    private let viewers: [PlayedStream]
    /// Joins that failed, with the reason of the first.
    let failures: Int
    let firstFailure: String?

    enum Limit {
        /// All viewers join within this: a show's rush.
        static let rush = Duration.seconds(5)
    }

    /// Joins one viewer.
    typealias Joining = @Sendable (PlaySettings) async throws(ClientError) -> PlayedStream

    /// Lets `count` viewers join, evenly over the rush.
    static func join(_ count: Int, by join: @escaping Joining) async -> Audience {
        await withTaskGroup(of: Result<PlayedStream, ClientError>.self) { group in
            for viewer in 0..<count {
                group.addTask {
                    try? await Task.sleep(for: Limit.rush * viewer / count)
                    do throws(ClientError) {
                        let settings = PlaySettings(video: [.vp8], depth: .counting, repairsLoss: false)
                        return .success(try await join(settings))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var joined: [PlayedStream] = []
            var failed: [ClientError] = []
            for await result in group {
                switch result {
                case .success(let stream): joined.append(stream)
                case .failure(let error): failed.append(error)
                }
            }
            return Audience(
                viewers: joined, failures: failed.count, firstFailure: failed.first.map { "\($0)" })
        }
    }

    /// What every viewer has received so far.
    func statistics() async -> [PlaybackStatistics] {
        var all: [PlaybackStatistics] = []
        for viewer in viewers {
            if let statistics = await viewer.statistics() { all.append(statistics) }
        }
        return all
    }

    /// Lets everybody leave.
    func leave() async {
        await withTaskGroup { group in
            for viewer in viewers { group.addTask { await viewer.close() } }
        }
    }
}

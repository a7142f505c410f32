internal import RTP
internal import Rehearsal
internal import TradewindClient

/// Viewers who behave while others do not.
actor GoodAudience {
    private struct Viewer {
        var stream: PlayedStream
        var spectator: Spectator
        /// Packets that were missing at the last look.
        var missing: Int64 = 0
    }

    /// What all of them had over some time.
    struct Figures: Encodable {
        var viewers = 0
        /// Viewers who were frozen for one hundredth of the time or more.
        var harmed = 0
        /// The mean share of time frozen, and the worst viewer's.
        var frozen = 0.0
        var worstFrozen = 0.0
        var framesPerSecond = 0.0
        /// The longest gap of any.
        var worstGapMilliseconds = 0.0
        var packetsLost: Int64 = 0
        /// Viewers whose session is over.
        var gone = 0
    }

    enum Limit {
        /// A viewer who is frozen for less of the time is unharmed.
        static let frozen = 0.01
        /// They come within this time.
        static let rush = Duration.seconds(3)
    }

    private var viewers: [Viewer] = []

    /// Lets so many join; all must.
    func join(_ count: Int, on loop: ClientLoop, by signalling: any Signalling) async throws {
        for number in 0..<count {
            let spectator = Spectator()
            let stream = try await PlayedStream.join(
                loop: loop, signalling: signalling, settings: spectator.settings)
            viewers.append(Viewer(stream: stream, spectator: spectator))
            if number + 1 < count { try await Task.sleep(for: Limit.rush / count) }
        }
    }

    /// What they had since the last call.
    func takeFigures() async -> Figures {
        var figures = Figures()
        figures.viewers = viewers.count
        for position in viewers.indices {
            let seen = viewers[position].spectator.takeFigures()
            figures.frozen += seen.share / Double(viewers.count)
            figures.worstFrozen = max(figures.worstFrozen, seen.share)
            if seen.share >= Limit.frozen { figures.harmed += 1 }
            let watched = Double(seen.watched.nanoseconds) / 1e9
            figures.framesPerSecond += Double(seen.frames) / watched / Double(viewers.count)
            figures.worstGapMilliseconds = max(figures.worstGapMilliseconds, Double(seen.worst.nanoseconds) / 1e6)
            guard let statistics = await viewers[position].stream.statistics() else {
                figures.gone += 1
                continue
            }
            let missing = statistics.video.missing + statistics.audio.missing
            figures.packetsLost += max(0, missing - viewers[position].missing)
            viewers[position].missing = missing
        }
        return figures
    }

    func leave() async {
        await withTaskGroup { group in
            for viewer in viewers { group.addTask { await viewer.stream.close() } }
        }
    }
}

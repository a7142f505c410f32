package import RTP

/// How long a picture stood still, as WebRTC's statistics count it.
///
/// A gap between two frames is a freeze when it is at least max(3 × mean, mean + 150 ms), with the mean of the gaps before
/// it (webrtc-stats, `freezeCount`). The whole gap counts as frozen.
package struct FreezeMeter: Sendable {
    /// What a stretch of watching showed.
    package struct Figures: Sendable, Hashable {
        package var frames = 0
        package var freezes = 0
        package var frozen = MediaSpan.zero
        package var watched = MediaSpan.zero
        /// The longest gap, the one that is not over included.
        package var worst = MediaSpan.zero

        package init() {}

        /// The share of the time in which the picture stood still.
        package var share: Double {
            watched > .zero ? Double(frozen.nanoseconds) / Double(watched.nanoseconds) : 0
        }
    }

    package enum Limit {
        /// Gaps whose mean is the usual one.
        static let gaps = 30
        /// A freeze is so many times longer than usual.
        static let factor: Int64 = 3
        /// It is longer than usual by so much, too.
        static let excess = MediaSpan.milliseconds(150)
        /// What is usual before anything was shown: 30 frames a second.
        static let usual = MediaSpan(nanoseconds: 33_333_333)
    }

    private var gaps: [MediaSpan] = []
    private var oldest = 0
    private var sum: Int64 = 0
    private var last: MediaTime
    private var since: MediaTime
    private var figures = Figures()

    /// Begins to watch; a picture that never comes is frozen from here on.
    package init(at now: MediaTime) {
        last = now
        since = now
    }

    /// Notes that a frame is shown.
    package mutating func shown(at now: MediaTime) {
        let gap = now - last
        figures.frames += 1
        count(gap, until: now)
        remember(gap)
        last = now
    }

    /// What was seen since the last call; a freeze that is not over counts as far as it goes.
    package mutating func takeFigures(at now: MediaTime) -> Figures {
        count(now - last, until: now)
        var taken = figures
        taken.watched = now - since
        figures = Figures()
        since = now
        return taken
    }

    private mutating func count(_ gap: MediaSpan, until now: MediaTime) {
        figures.worst = max(figures.worst, gap)
        let mean = gaps.isEmpty ? Limit.usual : MediaSpan(nanoseconds: sum / Int64(gaps.count))
        guard gap >= max(MediaSpan(nanoseconds: mean.nanoseconds * Limit.factor), mean + Limit.excess) else { return }
        figures.freezes += 1
        figures.frozen = figures.frozen + (now - max(last, since))
    }

    private mutating func remember(_ gap: MediaSpan) {
        sum += gap.nanoseconds
        guard gaps.count == Limit.gaps else { return gaps.append(gap) }
        sum -= gaps[oldest].nanoseconds
        gaps[oldest] = gap
        oldest = (oldest + 1) % Limit.gaps
    }
}

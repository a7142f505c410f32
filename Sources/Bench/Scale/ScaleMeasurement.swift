internal import CAllocations
internal import Foundation
internal import RTP
internal import Synchronization

/// How much is measured.
struct ScaleSize: Encodable {
    var shows: Int
    /// Of each show, spread over the workers.
    var viewers: Int
    var workers: Int
    /// Of a voice room in place of shows; 0 for shows.
    var speakers = 0
}

/// What engines took to forward shows as fast as they could.
struct ScaleMeasurement: Encodable {
    var size: ScaleSize
    /// Processor time per forwarded packet, all workers together, with what they waited for each other.
    var microseconds: Double
    var packetsPerSecond: Double
    /// Packets that went to a socket.
    var packets: Int64
    /// How often the workers asked for memory from a datagram's arrival to the last copy's leaving, per copy.
    var allocationsPerPacket: Double
    /// The same for everything else: reports, consent.
    var allocationsPerViewerSecond: Double
    /// Share of one core that it takes at the pace of real time.
    var share: Double
    /// Packets that found no room on the way to another worker.
    var relayedDropped: Int64

    private enum Limit {
        /// Frames of which nothing is counted: buffers reach their size.
        static let warmUp = 90
        /// Frames that the first worker may be ahead.
        static let lead = 4
        /// What each listener of a voice room gets: three who speak.
        static let soundsPerSecond = 150
    }

    /// What one worker's thread has used since the warm-up.
    private struct Use {
        private let processorBefore = CurrentThread.threadTime()
        private let allocationsBefore = tw_allocations()
        var processor = Duration.zero
        var allocations: UInt64 = 0
        /// Those of forwarding alone.
        var forwarding: UInt64 = 0

        mutating func end() {
            processor = CurrentThread.threadTime() - processorBefore
            allocations = tw_allocations() - allocationsBefore
        }
    }

    /// How far each worker's thread is.
    private final class Progress: Sendable {
        let led = Atomic<Int>(-1)
        let followed = Atomic<Int>(-1)
    }

    /// Carries the second worker into its thread, and what it used out of it.
    private final class Handover: @unchecked Sendable {
        let shows: ScaledShows
        var used: Use?

        init(_ shows: ScaledShows) {
            self.shows = shows
        }
    }

    /// Measures on the calling thread, and on one more for a second worker.
    static func measure(_ size: ScaleSize, packets: Int, isDrained: Bool) throws -> ScaleMeasurement {
        let shows = try ScaledShows(size, isDrained: isDrained)
        defer { shows.stop() }
        let perFrame =
            size.speakers > 0
            ? Limit.soundsPerSecond * size.viewers / ShowTraffic.framesPerSecond
            : ShowTraffic.packetsPerSecond * size.shows * size.viewers / ShowTraffic.framesPerSecond
        let frames = Limit.warmUp + max(300, min(3_000, packets / max(1, perFrame)))
        try shows.film(frames)
        let progress = Progress()
        let handover = Handover(shows)
        let done = DispatchSemaphore(value: 0)
        if size.workers > 1 {
            Thread {
                CurrentThread.pin(to: 1)
                handover.used = follow(handover.shows, frames, progress)
                done.signal()
            }.start()
        } else {
            progress.followed.store(.max, ordering: .releasing)
        }
        CurrentThread.pin(to: 0)
        var use = Use()
        var began = CurrentThread.now()
        var before: Int64 = 0
        for frame in 0..<frames {
            if frame == Limit.warmUp {
                wait(for: progress.followed, toReach: frame - 1)
                (use, began, before) = (Use(), CurrentThread.now(), shows.forwarded)
            }
            wait(for: progress.followed, toReach: frame - Limit.lead)
            use.forwarding += shows.lead(frame)
            progress.led.store(frame, ordering: .releasing)
        }
        wait(for: progress.followed, toReach: frames - 1)
        let wall = CurrentThread.now() - began
        use.end()
        if size.workers > 1 { done.wait() }
        let all = [use] + [handover.used].compactMap(\.self)
        let (processor, forwarding) = (all.reduce(.zero) { $0 + $1.processor }, all.reduce(0) { $0 + $1.forwarding })
        let others = all.reduce(0) { $0 + $1.allocations } - forwarding
        let seconds = Double(frames - Limit.warmUp) / Double(ShowTraffic.framesPerSecond)
        let sent = shows.forwarded - before
        return ScaleMeasurement(
            size: size, microseconds: processor.microseconds / Double(sent),
            packetsPerSecond: Double(sent) / (wall.microseconds / 1e6), packets: sent,
            allocationsPerPacket: Double(forwarding) / Double(sent),
            allocationsPerViewerSecond: Double(others) / Double(size.shows * size.viewers) / seconds,
            share: processor.seconds / seconds,
            relayedDropped: shows.relayedDropped)
    }

    private static func follow(
        _ shows: ScaledShows, _ frames: Int, _ progress: Progress
    ) -> Use {
        var use = Use()
        for frame in 0..<frames {
            wait(for: progress.led, toReach: frame)
            if frame == Limit.warmUp { use = Use() }
            use.forwarding += shows.follow(frame)
            progress.followed.store(frame, ordering: .releasing)
        }
        use.end()
        return use
    }

    private static func wait(for counter: borrowing Atomic<Int>, toReach frame: Int) {
        while counter.load(ordering: .acquiring) < frame { CurrentThread.pause() }
    }
}

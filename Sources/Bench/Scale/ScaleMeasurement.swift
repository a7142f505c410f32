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
    /// Processor time per forwarded packet, all workers together.
    var microseconds: Double
    var packetsPerSecond: Double
    /// Packets that went to a socket.
    var packets: Int64
    /// How often the workers asked for memory while they forwarded, per packet.
    var allocationsPerPacket: Double
    /// Share of one core that it takes at the pace of real time.
    var share: Double
    /// Packets that found no room on the way to another worker.
    var relayedDropped: Int64

    private enum Limit {
        /// Frames of which nothing is counted: buffers reach their size.
        static let warmUp = 90
        /// Frames that the first worker may be ahead.
        static let lead = 4
        static let packetsPerSecond = 200
        /// What each listener of a voice room gets: three who speak.
        static let soundsPerSecond = 150
    }

    /// What one worker's thread has used since the warm-up.
    private struct Use {
        private var processor = CurrentThread.threadTime()
        private var allocations = tw_allocations()

        /// What came since it was made.
        var since: (processor: Duration, allocations: UInt64) {
            (CurrentThread.threadTime() - processor, tw_allocations() - allocations)
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
        var used: (processor: Duration, allocations: UInt64) = (.zero, 0)

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
            ? Limit.soundsPerSecond * size.viewers / ScaledShows.framesPerSecond
            : Limit.packetsPerSecond * size.shows * size.viewers / ScaledShows.framesPerSecond
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
                progress.led.store(frame - 1, ordering: .releasing)
            }
            wait(for: progress.followed, toReach: frame - Limit.lead)
            shows.lead(frame)
            // The second worker's own count begins after the warm-up too.
            if frame != Limit.warmUp - 1 { progress.led.store(frame, ordering: .releasing) }
        }
        wait(for: progress.followed, toReach: frames - 1)
        let wall = CurrentThread.now() - began
        let used = use.since
        if size.workers > 1 { done.wait() }
        let sent = shows.forwarded - before
        return ScaleMeasurement(
            size: size, microseconds: (used.processor + handover.used.processor).microseconds / Double(sent),
            packetsPerSecond: Double(sent) / (wall.microseconds / 1e6), packets: sent,
            allocationsPerPacket: Double(used.allocations + handover.used.allocations) / Double(sent),
            share: (used.processor + handover.used.processor).seconds * Double(ScaledShows.framesPerSecond)
                / Double(frames - Limit.warmUp),
            relayedDropped: shows.relayedDropped)
    }

    private static func follow(
        _ shows: ScaledShows, _ frames: Int, _ progress: Progress
    ) -> (processor: Duration, allocations: UInt64) {
        var use = Use()
        for frame in 0..<frames {
            wait(for: progress.led, toReach: frame)
            if frame == Limit.warmUp { use = Use() }
            shows.follow(frame)
            progress.followed.store(frame, ordering: .releasing)
        }
        return use.since
    }

    private static func wait(for counter: borrowing Atomic<Int>, toReach frame: Int) {
        while counter.load(ordering: .acquiring) < frame { CurrentThread.pause() }
    }
}

internal import PacketIO
internal import Rehearsal
internal import Synchronization
internal import TradewindClient

/// What one good viewer sees: the frames that can be shown, and when.
final class Spectator: Sendable {
    private struct Sight {
        var frames = FrameWatch()
        var freezes: FreezeMeter
    }

    private let sight: Mutex<Sight>

    /// Begins to watch.
    init() {
        sight = Mutex(Sight(freezes: FreezeMeter(at: HostClock.now())))
    }

    /// Everything opened, what is lost asked for again, as players do.
    var settings: PlaySettings {
        PlaySettings(video: [.vp8]) { [self] packet, _ in saw(packet) }
    }

    /// What was seen since the last call.
    func takeFigures() -> FreezeMeter.Figures {
        sight.withLock { $0.freezes.takeFigures(at: HostClock.now()) }
    }

    func saw(_ packet: PlayedPacket) {
        guard packet.kind == .video else { return }
        let part = FrameWatch.Part(
            sequence: packet.sequence, startsKeyFrame: packet.startsKeyFrame, endsFrame: packet.marker)
        let now = HostClock.now()
        sight.withLock { sight in
            for _ in 0..<sight.frames.take(part) { sight.freezes.shown(at: now) }
        }
    }
}

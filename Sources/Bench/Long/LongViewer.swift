internal import PacketIO
internal import RTP
internal import Rehearsal
internal import Synchronization
internal import TradewindClient

/// One viewer of a long show, who measures picture against sound.
final class LongViewer: Sendable {
    private let book: LongBook
    private let spectator = Spectator()
    private let meter = Mutex(DriftMeter())

    init(_ book: LongBook) {
        self.book = book
    }

    /// Everything opened, what is lost asked for again.
    var settings: PlaySettings {
        PlaySettings(
            video: [.vp8], packetArrived: { [self] in arrived($0, $1) }, reportArrived: { [self] in reported($0) })
    }

    /// Notes what was seen since the last call.
    func noteFigures() {
        let figures = spectator.takeFigures()
        book.note { $0.add(figures) }
    }

    /// Forgets what was seen so far: the wait for the first picture is not a freeze.
    func begin() {
        _ = spectator.takeFigures()
    }

    private func reported(_ report: PlayedReport) {
        let (seconds, attoseconds) = report.wall.components
        let wall = NTPTime(unixNanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        meter.withLock {
            $0.reported(report.kind == .video ? .video : .audio, RTPTimestamp(rawValue: report.timestamp), wall: wall)
        }
    }

    private func arrived(_ packet: PlayedPacket, _ payload: Span<UInt8>) {
        spectator.saw(packet)
        let isPicture = packet.kind == .video
        guard let captured = ClockedShow.captured(payload, isPicture: isPicture) else { return }
        let distance = meter.withLock { meter in
            meter.arrived(
                isPicture ? .video : .audio, RTPTimestamp(rawValue: packet.timestamp), capturedAt: captured)
            return isPicture && packet.marker ? meter.distance : nil
        }
        guard let distance else { return }
        let now = HostClock.now()
        book.note { $0.distances.add(distance, at: now) }
    }
}

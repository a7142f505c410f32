internal import RTP

/// What all viewers of a show receive of one kind, whoever sends it; of a simulcast, one layer.
///
/// A track has one line of sequence numbers and timestamps for its whole life. A host who reconnects, or another one who
/// takes over, is put behind what went before, so that no receiver sees a break. Its history serves retransmission
/// and those who join.
final class Track {
    enum Limit {
        /// A layer that sends nothing for so long has stopped: nobody is put on it.
        static let silence = MediaSpan.milliseconds(1_000)
        /// Ticks that layers of one frame are moved together by: less is the host's own jitter, more is no clock.
        static let misalignment: ClosedRange<UInt32> = 180...900_000
    }

    /// Where the present source's numbers lie on the track's line.
    private struct Line {
        var source: SessionID
        var indexOffset: Int64
        var timestampOffset: UInt32
        /// Packets that belong before the source's first are dropped.
        var floor: Int64
    }

    /// A moment of the media clock and the wall clock's time for it.
    private struct Reference {
        var timestamp: UInt32
        var wall: NTPTime
        var at: MediaTime
    }

    let history: PacketHistory
    private(set) var codec: MediaCodec?
    /// The picture's, as its latest key frame had it.
    private(set) var size: PictureSize?
    /// Whether that is the size of the lowest spatial layer.
    private(set) var isSizeOfBase = false
    /// The highest index stored.
    private(set) var newest: Int64 = -1
    /// The first packet of the latest key frame, while it and all behind it are kept.
    private(set) var groupStart: Int64?
    private(set) var groupBytes = 0

    private var line: Line?
    private var newestTimestamp: UInt32 = 0
    private var newestArrival = MediaTime(nanoseconds: 0)
    private var reference: Reference?
    private(set) var rates = LayerRates()
    /// Ticks by which the track is to be moved.
    private var misalignment: Int32 = 0
    /// What it can be cut down to, as it was when it ran last.
    private(set) var rungs: [Rung] = []
    private let firstIndex: Int64
    private let timeline: Timeline

    /// A track whose numbers begin at `firstIndex`.
    init(kind: MediaKind, firstIndex: UInt16, timeline: Timeline) {
        self.timeline = timeline
        history = PacketHistory(
            capacity: kind == .video ? PacketHistory.Limit.videoPackets : PacketHistory.Limit.audioPackets)
        // The upper half of the range would wrap at once; any start is as good as another.
        self.firstIndex = Int64(firstIndex & 0x7FFF)
    }

    /// Whether packets of `source` continue the line.
    func continues(_ source: SessionID) -> Bool {
        line?.source == source
    }

    /// Whether the present source has sent anything.
    var isBegun: Bool { line != nil }

    /// Whether packets came a moment ago.
    func isRunning(at now: MediaTime) -> Bool {
        line != nil && now - newestArrival < Limit.silence
    }

    /// Where a new source begins: behind what went before; nil while nothing did.
    func end(at now: MediaTime) -> UInt32? {
        timeline.end(at: now)
    }

    /// Puts a new source behind what went before; `sequence` and `timestamp` are its first packet's.
    ///
    /// - Parameter start: where that packet lies on the timeline; nil where the line begins with it.
    func begin(source: SessionID, sequence: Int64, timestamp: RTPTimestamp, at start: UInt32?, codec: MediaCodec) {
        let first = newest < 0 ? firstIndex : newest + 1
        line = Line(
            source: source, indexOffset: first - sequence,
            timestampOffset: (start ?? timestamp.rawValue) &- timestamp.rawValue, floor: first)
        self.codec = codec
        groupStart = nil
        groupBytes = 0
        reference = nil
        rates = LayerRates()
        misalignment = 0
    }

    /// Ends the present source's part of the line: whatever comes next begins a new one without a gap.
    ///
    /// Nobody who joins is shown what was kept: it would be a picture of the past.
    func interrupt() {
        line = nil
        groupStart = nil
        groupBytes = 0
    }

    /// Keeps a packet of the present source; nil when it lies before the source's first or is no longer wanted.
    func store(
        sequence: Int64,
        timestamp: RTPTimestamp,
        marker: Bool,
        startsKeyFrame: Bool,
        place: LayerPlace,
        orientation: UInt8,
        payload: UnsafeRawBufferPointer,
        descriptor: KeptDescriptor? = nil,
        now: MediaTime
    ) -> UnsafePointer<StoredPacket>? {
        if startsKeyFrame, misalignment != 0 { realign() }
        guard let line, payload.count <= PacketHistory.Limit.payload else { return nil }
        let index = sequence + line.indexOffset
        guard index >= line.floor, index >= history.oldestIndex(newest: newest), history.packet(at: index) == nil else {
            return nil
        }
        let packet = StoredPacket(
            index: index, timestamp: timestamp.rawValue &+ line.timestampOffset, payloadLength: UInt16(payload.count),
            marker: marker, startsKeyFrame: startsKeyFrame, place: place, orientation: orientation)
        history.store(packet, payload: payload, descriptor: descriptor)
        rates.add(payload.count, place, at: now)
        timeline.note(packet.timestamp, at: now)
        if index > newest {
            newest = index
            newestTimestamp = packet.timestamp
            newestArrival = now
        }
        if startsKeyFrame {
            if opensGroup(packet) {
                groupStart = index
                groupBytes = 0
            } else if let start = groupStart, index < start,
                history.packet(at: start)?.pointee.timestamp == packet.timestamp
            {
                // Parameters of an H.264 key frame that came behind its slices.
                groupStart = index
            }
        }
        if let start = groupStart {
            groupBytes += payload.count
            if start < history.oldestIndex(newest: newest) { groupStart = nil }
        }
        return history.packet(at: index)
    }

    /// How long the kept group of pictures lasts.
    var groupSpan: MediaSpan {
        guard let start = groupStart, let first = history.packet(at: start) else { return .zero }
        return timeline.clock.span(ofTicks: Int64(Int32(bitPattern: newestTimestamp &- first.pointee.timestamp)))
    }

    private func realign() {
        line?.timestampOffset &+= UInt32(bitPattern: misalignment)
        reference?.timestamp &+= UInt32(bitPattern: misalignment)
        misalignment = 0
    }

    /// What the track takes of its way, all layers together.
    func bitrate(at now: MediaTime) -> Bitrate {
        rates.bitrate(at: now)
    }

    /// Looks what the track can be cut down to, while it runs.
    func keepRungs(as layer: Int, at now: MediaTime) {
        rates.advance(to: now)
        rungs = Rung.all(of: self, layer: layer, at: now)
    }

    func setSize(_ size: PictureSize, isOfBase: Bool = false) {
        self.size = size
        isSizeOfBase = isOfBase
    }

    /// Whether a key frame's packet is of a newer frame than the one the present group begins with.
    private func opensGroup(_ packet: StoredPacket) -> Bool {
        guard let start = groupStart, let first = history.packet(at: start) else { return true }
        return packet.index > start && first.pointee.timestamp != packet.timestamp
    }

    /// Learns from the host's sender report which moment of the wall clock a timestamp stands for.
    ///
    /// - Returns: whether it is the first of its source.
    func setReference(_ timestamp: RTPTimestamp, wall: NTPTime, at now: MediaTime) -> Bool {
        guard let line else { return false }
        let isFirst = reference == nil
        reference = Reference(timestamp: timestamp.rawValue &+ line.timestampOffset, wall: wall, at: now)
        return isFirst
    }

    /// Finds where the host's clock puts a layer beside another: until the first reports, arrival stood for capture.
    ///
    /// It goes there with its next key frame: time within a group of pictures is left alone.
    func align(to other: Track) {
        guard let known = reference, let anchor = other.reference, other !== self else { return }
        let between = MediaSpan(nanoseconds: known.wall.unixNanoseconds - anchor.wall.unixNanoseconds)
        let wanted = anchor.timestamp &+ UInt32(truncatingIfNeeded: timeline.clock.ticks(in: between))
        let difference = Int32(bitPattern: wanted &- known.timestamp)
        guard Limit.misalignment.contains(difference.magnitude) else { return }
        misalignment = difference
    }

    /// The media timestamp and wall time to report at `now`; nil before the first packet.
    ///
    /// Until the host's first report, arrival stands for capture: picture and sound are then as far apart as they came.
    func report(at now: MediaTime, wall: NTPTime) -> (timestamp: RTPTimestamp, wall: NTPTime)? {
        guard newest >= 0 else { return nil }
        let known = reference ?? Reference(timestamp: newestTimestamp, wall: wall, at: newestArrival)
        let elapsed = now - known.at
        let ticks = UInt32(truncatingIfNeeded: timeline.clock.ticks(in: elapsed))
        let moment =
            reference == nil
            ? wall : NTPTime(unixNanoseconds: known.wall.unixNanoseconds + elapsed.nanoseconds)
        return (RTPTimestamp(rawValue: known.timestamp &+ ticks), moment)
    }
}

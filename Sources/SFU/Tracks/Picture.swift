internal import RTP

/// A show's picture: one track for each layer of its host's simulcast, or a single one, on one timeline.
final class Picture {
    enum Limit {
        /// Layers of a simulcast.
        static let layers = 3
        /// How often the ladder is looked at again.
        static let ladderInterval = MediaSpan.milliseconds(100)
    }

    /// In the host's order; those of an earlier host that had more stay.
    private(set) var layers: [Track]
    /// What all layers come in.
    private(set) var codec: MediaCodec?
    /// What there is to choose from, the least first.
    private(set) var ladder: [Rung] = []
    /// The same with what the host rests from sending, as it was when it was sent last.
    private(set) var everything: [Rung] = []
    private var nextLadder = MediaTime(nanoseconds: 0)
    private let timeline = Timeline(.video)
    private let firstIndex: UInt16

    init(firstIndex: UInt16) {
        self.firstIndex = firstIndex
        layers = [Track(kind: .video, firstIndex: firstIndex, timeline: timeline)]
    }

    /// Whether anything was ever shown.
    var isBegun: Bool { layers.contains { $0.newest >= 0 } }

    /// Whether packets of a source's layer continue what is shown.
    func continues(_ source: SessionID, layer: Int, in codec: MediaCodec) -> Bool {
        layer < layers.count && layers[layer].continues(source) && codec == self.codec
    }

    /// Puts a source's layer behind what went before.
    ///
    /// - Returns: whether viewers have to change their format.
    func begin(_ incoming: Publisher.Incoming, of source: SessionID, at now: MediaTime) -> Bool {
        let changesCodec = codec != incoming.codec
        if changesCodec { interrupt() }
        codec = incoming.codec
        while layers.count <= incoming.layer {
            layers.append(Track(kind: .video, firstIndex: firstIndex, timeline: timeline))
        }
        let hasOthers = layers.contains { $0.continues(source) }
        layers[incoming.layer].begin(
            source: source, sequence: incoming.sequence, timestamp: incoming.timestamp,
            at: hasOthers ? timeline.moment(at: now) : timeline.end(at: now), codec: incoming.codec)
        nextLadder = now
        return changesCodec
    }

    /// Ends the present source's part of every layer.
    func interrupt() {
        for layer in layers { layer.interrupt() }
        ladder.removeAll(keepingCapacity: true)
        everything.removeAll(keepingCapacity: true)
    }

    /// Learns from the host's sender report which moment of the wall clock a timestamp stands for.
    ///
    /// - Returns: whether it is the first of its source.
    func setReference(_ layer: Int, _ timestamp: RTPTimestamp, wall: NTPTime, at now: MediaTime) -> Bool {
        let track = layers[layer]
        let isFirst = track.setReference(timestamp, wall: wall, at: now)
        if let anchor = layers.first(where: { $0.isRunning(at: now) }) { track.align(to: anchor) }
        return isFirst
    }

    /// Looks again at what there is to choose from, from time to time.
    func tick(at now: MediaTime) {
        guard now >= nextLadder else { return }
        nextLadder = now + Limit.ladderInterval
        ladder.removeAll(keepingCapacity: true)
        everything.removeAll(keepingCapacity: true)
        for position in layers.indices where layers[position].isBegun {
            let isRunning = layers[position].isRunning(at: now)
            if isRunning { layers[position].keepRungs(as: position, at: now) }
            everything += layers[position].rungs
            if isRunning { ladder += layers[position].rungs }
        }
        Self.arrange(&ladder)
        Self.arrange(&everything)
    }

    private static func arrange(_ rungs: inout [Rung]) {
        rungs.sort { ($0.lines, $0.temporal, $0.rate) < ($1.lines, $1.temporal, $1.rate) }
        // Fewer pictures a second are for those who cannot have the smallest picture whole.
        if let least = rungs.first?.lines { rungs.removeAll { $0.lines > least && !$0.isWhole } }
    }
}

internal import RTP

/// Which packets of a stream are missing, and when to ask for them.
struct PacketGaps {
    enum Limit {
        /// More missing at once are mended by a key frame sooner.
        static let packets = 128
        static let tries = 8
        /// Between two askings for the same packet.
        static let pause = MediaSpan.milliseconds(40)
    }

    private struct Gap {
        var index: Int64
        var nextTry: MediaTime
        var tries = 0
    }

    private var gaps: [Gap] = []

    /// Notes the gap in front of a packet.
    mutating func opened(_ indices: Range<Int64>, at now: MediaTime) {
        guard gaps.count + indices.count <= Limit.packets else {
            gaps.removeAll(keepingCapacity: true)
            return
        }
        gaps += indices.map { Gap(index: $0, nextTry: now) }
    }

    /// Notes that a late packet came; false when it was not missed.
    mutating func filled(_ index: Int64) -> Bool {
        guard let position = gaps.firstIndex(where: { $0.index == index }) else { return false }
        gaps.remove(at: position)
        return true
    }

    /// The numbers to ask for now.
    mutating func due(at now: MediaTime) -> [SequenceNumber] {
        guard !gaps.isEmpty else { return [] }
        gaps.removeAll { $0.tries >= Limit.tries }
        return gaps.indices.compactMap { position in
            guard gaps[position].nextTry <= now else { return nil }
            gaps[position].tries += 1
            gaps[position].nextTry = now + Limit.pause
            return SequenceNumber(wrapping: gaps[position].index)
        }
    }
}

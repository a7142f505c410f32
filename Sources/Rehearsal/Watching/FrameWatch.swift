/// Which frames of a picture can be shown: those that came whole, behind others that did, from a key frame on.
package struct FrameWatch: Sendable {
    /// What a packet is to its frame.
    package struct Part: Sendable, Hashable {
        /// The number, counted on without wrapping.
        package var sequence: Int64
        package var startsKeyFrame: Bool
        package var endsFrame: Bool

        package init(sequence: Int64, startsKeyFrame: Bool, endsFrame: Bool) {
            self.sequence = sequence
            self.startsKeyFrame = startsKeyFrame
            self.endsFrame = endsFrame
        }
    }

    package enum Limit {
        /// Packets kept behind a gap; with more only a key frame helps.
        static let waiting = 2_048
    }

    /// The packet that continues what was shown; nil before the first key frame.
    private var next: Int64?
    private var waiting: [Int64: Part] = [:]
    /// Where key frames begin among those that wait, ascending.
    private var starts: [Int64] = []

    package init() {}

    /// Packets kept behind a gap.
    package var waitingCount: Int { waiting.count }

    /// Takes a packet, early or late, and tells how many frames can be shown with it.
    package mutating func take(_ part: Part) -> Int {
        guard part.sequence >= next ?? part.sequence else { return 0 }
        if waiting.count >= Limit.waiting { forget(before: part.sequence) }
        guard waiting.updateValue(part, forKey: part.sequence) == nil else { return 0 }
        if part.startsKeyFrame {
            starts.append(part.sequence)
            starts.sort()
        }
        let shown = advance()
        guard shown == 0, let start = starts.last(where: isWhole) else { return shown }
        forget(before: start)
        next = start
        return advance()
    }

    private mutating func advance() -> Int {
        var shown = 0
        while let position = next, let part = waiting.removeValue(forKey: position) {
            next = position + 1
            if part.startsKeyFrame { starts.removeAll { $0 <= position } }
            if part.endsFrame { shown += 1 }
        }
        return shown
    }

    /// Whether all packets of the frame that begins there wait.
    private func isWhole(_ start: Int64) -> Bool {
        var position = start
        while let part = waiting[position] {
            if part.endsFrame { return true }
            position += 1
        }
        return false
    }

    private mutating func forget(before start: Int64) {
        waiting = waiting.filter { $0.key >= start }
        starts.removeAll { $0 < start }
    }
}

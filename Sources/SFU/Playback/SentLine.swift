internal import RTP

/// Which packets of a track a viewer gets, and where they lie on the viewer's own line of numbers.
///
/// The line goes on where packets are left out on purpose: a receiver asks for what is missing in it.
struct SentLine {
    private enum Limit {
        /// Stretches remembered, so that requests for the packets before a pause are still understood.
        static let stretches = 4
    }

    /// Packets of the track that follow each other without one left out.
    private struct Stretch {
        var start: Int64 = 0
        /// The first that is left out; the highest number while the stretch goes on.
        var end: Int64 = 0
        /// Subtracted from the track's index.
        var offset: Int64 = 0

        func contains(_ index: Int64) -> Bool { index >= start && index < end }
    }

    private var stretches = InlineArray<4, Stretch>(repeating: Stretch())
    private var latest = 0
    private var isBegun = false
    /// Nothing before this is sent (any more).
    private(set) var floor: Int64 = 0

    /// Leaves out what comes before `index`, also where it is asked for.
    mutating func forget(before index: Int64) {
        floor = max(floor, index)
    }

    /// Sends from `index` on, right behind what was sent before.
    mutating func begin(at index: Int64) {
        guard isBegun else {
            isBegun = true
            // A receiver's roll-over counter starts at zero.
            stretches[0] = Stretch(start: index, end: .max, offset: index & ~0xFFFF)
            return
        }
        let previous = stretches[latest]
        let next = previous.end == .max ? index : previous.end
        latest = (latest + 1) % Limit.stretches
        stretches[latest] = Stretch(start: index, end: .max, offset: previous.offset + index - next)
    }

    /// Leaves out what comes from `index` on.
    mutating func end(at index: Int64) {
        guard isBegun else { return }
        stretches[latest].end = min(stretches[latest].end, max(index, stretches[latest].start))
    }

    /// Behind the last packet that is sent.
    var endIndex: Int64 { isBegun ? stretches[latest].end : 0 }

    /// The number of a packet on the viewer's line, which never wraps; nil where it is not sent.
    @inline(__always)
    func number(of index: Int64) -> Int64? {
        guard index >= floor else { return nil }
        if stretches[latest].contains(index) { return index - stretches[latest].offset }
        return earlierNumber(of: index)
    }

    private func earlierNumber(of index: Int64) -> Int64? {
        for position in 0..<Limit.stretches where stretches[position].contains(index) {
            return index - stretches[position].offset
        }
        return nil
    }

    /// The packet that the viewer knows by a number, where `newest` is the track's latest; nil where it was not sent.
    func index(of number: SequenceNumber, newest: Int64) -> Int64? {
        let last = min(newest, stretches[latest].end - 1) - stretches[latest].offset
        // The number's distance from the newest sent tells which of all packets with it is meant.
        let wanted = last - Int64(number.distance(to: SequenceNumber(wrapping: last)))
        for position in 0..<Limit.stretches {
            let index = wanted + stretches[position].offset
            if stretches[position].contains(index), index >= floor, index <= newest { return index }
        }
        return nil
    }
}

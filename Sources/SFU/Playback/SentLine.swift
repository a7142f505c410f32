internal import RTP

/// Which packets a viewer gets of a track, or of one layer of a picture after another, and where they lie on the viewer's
/// own line of numbers.
///
/// The line goes on where packets are left out on purpose: a receiver asks for what is missing in it.
struct SentLine {
    private enum Limit {
        /// Stretches remembered, so that requests for the packets before a pause are still understood.
        static let stretches = 4
        /// The same where frames are left out all the time: each is a pause.
        static let manyStretches = 128
    }

    /// Packets of one layer that follow each other without one left out.
    struct Stretch {
        var start: Int64 = 0
        /// The first that is left out; the highest number while the stretch goes on.
        var end: Int64 = 0
        /// Subtracted from the track's index.
        var offset: Int64 = 0
        var layer = 0
        var form = Form.plain

        @inline(__always)
        func contains(_ index: Int64) -> Bool { index >= start && index < end }

        /// The number of one of its packets, which never wraps.
        @inline(__always)
        func number(of index: Int64) -> Int64 { index - offset }
    }

    /// What goes out now; empty before the line begins.
    private(set) var current = Stretch()
    private var earlier: [Stretch] = []
    private var oldest = 0
    private var capacity = Limit.stretches
    private var isBegun = false
    /// Nothing below this number is sent again.
    private var floor: Int64 = 0
    /// Behind the last packet sent of each layer.
    private var ends = InlineArray<3, Int64>(repeating: 0)

    /// Whether the present stretch has begun and not ended.
    var isGoingOn: Bool { isBegun && current.end == .max }

    /// Sends nothing again of what was sent so far; the line must have ended.
    mutating func forget() {
        floor = current.number(of: current.end)
    }

    /// Sends from `index` of a layer on, right behind what was sent before.
    mutating func begin(at index: Int64, of layer: Int = 0, in form: Form = .plain) {
        var next = Stretch(start: index, end: .max, layer: layer, form: form)
        if isBegun {
            precondition(
                current.end != .max, "A stretch ends before the next begins: else numbers would be given twice")
            next.offset = current.offset + index - current.end
            if current.start < current.end { keep(current) }
        } else {
            isBegun = true
            // A receiver's roll-over counter starts at zero.
            next.offset = index & ~0xFFFF
        }
        current = next
    }

    private mutating func keep(_ stretch: Stretch) {
        if earlier.count < capacity {
            earlier.append(stretch)
        } else {
            earlier[oldest] = stretch
            oldest = (oldest + 1) % capacity
        }
    }

    /// Leaves out what comes from `index` of the present layer on; does nothing where it has ended.
    mutating func end(at index: Int64) {
        guard isGoingOn else { return }
        current.end = max(index, current.start)
        ends[current.layer] = max(ends[current.layer], current.end)
    }

    /// Leaves out one packet in the midst of what is sent, and changes what follows to `form`.
    mutating func leaveOut(_ index: Int64, form: Form) {
        guard isGoingOn else { return }
        if capacity < Limit.manyStretches {
            capacity = Limit.manyStretches
            earlier.reserveCapacity(capacity)
        }
        end(at: index)
        begin(at: index + 1, of: current.layer, in: form)
    }

    /// Changes the form of what follows from `index` on.
    mutating func setForm(_ form: Form, from index: Int64) {
        guard isGoingOn, form != current.form else { return }
        end(at: index)
        begin(at: index, of: current.layer, in: form)
    }

    /// Behind the last packet of a layer that is sent.
    func endIndex(of layer: Int = 0) -> Int64 {
        isBegun && current.layer == layer ? max(current.end, ends[layer]) : ends[layer]
    }

    /// Where a packet is sent; nil where it is not.
    @inline(__always)
    func stretch(of index: Int64, in layer: Int = 0) -> Stretch? {
        if current.contains(index), current.layer == layer { return current }
        return earlierStretch(of: index, in: layer)
    }

    private func earlierStretch(of index: Int64, in layer: Int) -> Stretch? {
        earlier.first { $0.layer == layer && $0.contains(index) && $0.number(of: index) >= floor }
    }

    /// The packet that the viewer knows by a number, where `newest` is the latest of the layer that goes out; nil where it was not sent.
    func packet(with number: SequenceNumber, newest: Int64) -> (index: Int64, stretch: Stretch)? {
        let last = current.number(of: min(newest, current.end - 1))
        // The number's distance from the newest sent tells which of all packets with it is meant.
        let wanted = last - Int64(number.distance(to: SequenceNumber(wrapping: last)))
        guard wanted >= floor else { return nil }
        if current.contains(wanted + current.offset) {
            return wanted + current.offset <= newest ? (wanted + current.offset, current) : nil
        }
        guard let stretch = earlier.first(where: { $0.contains(wanted + $0.offset) }) else { return nil }
        return (wanted + stretch.offset, stretch)
    }
}

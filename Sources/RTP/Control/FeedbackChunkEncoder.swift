/// Packs packet statuses into the fewest chunks that a greedy choice finds.
///
/// A chunk leaves when the next status would not fit it: runs as long as all statuses are alike, else fourteen one-bit
/// symbols, else seven two-bit symbols.
struct FeedbackChunkEncoder {
    /// The statuses not yet packed; a run beyond fourteen is held as a count alone.
    private var symbols = InlineArray<14, FeedbackStatus>(repeating: .notReceived)
    private var count = 0
    private var isUniform = true
    private var hasLarge = false

    /// Takes a status and returns the chunk that it pushed out, if any.
    mutating func append(_ status: FeedbackStatus) -> FeedbackChunk? {
        guard !accepts(status) else {
            add(status)
            return nil
        }
        let chunk = emit()
        add(status)
        return chunk
    }

    /// The chunk of what is left; nil when all is out.
    mutating func flush() -> FeedbackChunk? {
        count > 0 ? emitAll() : nil
    }

    private func accepts(_ status: FeedbackStatus) -> Bool {
        if isUniform, count == 0 || status == symbols[0] { return count < FeedbackChunk.longestRun }
        let large = hasLarge || status == .largeDelta
        return count < (large ? FeedbackChunk.twoBitSymbols : FeedbackChunk.oneBitSymbols)
    }

    private mutating func add(_ status: FeedbackStatus) {
        if count > 0, status != symbols[0] { isUniform = false }
        if status == .largeDelta { hasLarge = true }
        if count < FeedbackChunk.oneBitSymbols { symbols[count] = status }
        count += 1
    }

    /// Packs from the front what fills a chunk; what does not go with it stays.
    private mutating func emit() -> FeedbackChunk {
        // Two-bit symbols are taken in at most to seven, so a mixed hold that is not full has one-bit symbols alone.
        if isUniform || hasLarge || count == FeedbackChunk.oneBitSymbols { return emitAll() }
        let chunk = vector(twoBit: true, first: FeedbackChunk.twoBitSymbols)
        let rest = symbols
        let behind = FeedbackChunk.twoBitSymbols..<max(count, FeedbackChunk.twoBitSymbols)
        reset()
        for index in behind { add(rest[index]) }
        return chunk
    }

    /// Packs everything held.
    private mutating func emitAll() -> FeedbackChunk {
        defer { reset() }
        if isUniform { return FeedbackChunk(run: symbols[0], count: count) }
        return vector(twoBit: hasLarge, first: count)
    }

    private func vector(twoBit: Bool, first: Int) -> FeedbackChunk {
        var bits: UInt16 = twoBit ? 0xC000 : 0x8000
        for index in 0..<min(first, count) {
            bits |= symbols[index].rawValue << UInt16(twoBit ? 12 - 2 * index : 13 - index)
        }
        return FeedbackChunk(rawValue: bits)
    }

    private mutating func reset() {
        count = 0
        isUniform = true
        hasLarge = false
    }
}

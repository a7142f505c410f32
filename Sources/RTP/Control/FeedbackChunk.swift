/// Sixteen bits that tell the status of some packets.
///
/// A run, or a vector of 7 or 14 symbols (sections 3.1.3 and 3.1.4 of the draft).
struct FeedbackChunk: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt16

    /// Thirteen bits of run length.
    static let longestRun = 8_191
    static let oneBitSymbols = 14
    static let twoBitSymbols = 7

    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    init(run status: FeedbackStatus, count: Int) {
        precondition((1...Self.longestRun).contains(count), "a run of statuses fits thirteen bits")
        rawValue = status.rawValue << 13 | UInt16(count)
    }

    private var isRun: Bool { rawValue & 0x8000 == 0 }
    private var isTwoBit: Bool { rawValue & 0x4000 != 0 }

    /// How many packets the chunk can tell of.
    var count: Int {
        guard !isRun else { return Int(rawValue & 0x1FFF) }
        return isTwoBit ? Self.twoBitSymbols : Self.oneBitSymbols
    }

    /// The status at an index below ``count``.
    func status(_ index: Int) -> FeedbackStatus {
        if isRun { return FeedbackStatus(symbol: rawValue >> 13 & 0x03) }
        if isTwoBit { return FeedbackStatus(symbol: rawValue >> UInt16(12 - 2 * index) & 0x03) }
        return FeedbackStatus(symbol: rawValue >> UInt16(13 - index) & 0x01)
    }

    /// Bytes of delta that the first packets of the chunk have.
    func deltaBytes(ofFirst count: Int) -> Int {
        if isRun { return count * status(0).deltaBytes }
        return (0..<count).reduce(0) { $0 + status($1).deltaBytes }
    }
}

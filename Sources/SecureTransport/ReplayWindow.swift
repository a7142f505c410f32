/// Which packet indices of one source have been seen (RFC 3711, section 3.3.2).
struct ReplayWindow {
    enum Limit {
        /// RFC 3711 asks for at least 64; a retransmission over a long path comes a thousand packets late.
        static let packets: UInt64 = 1_024
    }

    private var highest: UInt64?
    private var seen = InlineArray<16, UInt64>(repeating: 0)

    /// The highest index accepted so far.
    var latest: UInt64? { highest }

    func accepts(_ index: UInt64) -> Bool {
        guard let highest else { return true }
        if index > highest { return true }
        return highest - index < Limit.packets && !isSet(index)
    }

    mutating func record(_ index: UInt64) {
        if let highest {
            if index > highest {
                clear(from: highest + 1, through: index)
                self.highest = index
            }
        } else {
            highest = index
        }
        seen[slot(index)] |= bit(index)
    }

    private func slot(_ index: UInt64) -> Int { Int((index / 64) % 16) }
    private func bit(_ index: UInt64) -> UInt64 { 1 << (index % 64) }
    private func isSet(_ index: UInt64) -> Bool { seen[slot(index)] & bit(index) != 0 }

    private mutating func clear(from first: UInt64, through last: UInt64) {
        if last - first >= Limit.packets {
            seen = InlineArray(repeating: 0)
            return
        }
        for index in first...last {
            seen[slot(index)] &= ~bit(index)
        }
    }
}

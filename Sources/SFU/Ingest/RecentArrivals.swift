internal import RTP

/// Which of a stream's latest packets are there: received, or filled in from packets behind them.
struct RecentArrivals {
    enum Limit {
        /// Packets looked back on: over a second of sound; who missed one for longer has played on.
        static let packets: Int64 = 64
    }

    private var newest: Int64?
    private var timestamp = RTPTimestamp(rawValue: 0)
    /// Bit n stands for the packet n before the newest.
    private var there: UInt64 = 0

    /// Notes a packet that was received.
    mutating func received(_ sequence: Int64, _ timestamp: RTPTimestamp) {
        guard let newest, sequence <= newest else {
            advance(to: sequence, timestamp)
            return
        }
        mark(newest - sequence)
    }

    /// Takes an earlier packet out of a later one; false where it is there, is too old, or belongs elsewhere by its time.
    ///
    /// Nothing is known to be missing before the first packet.
    mutating func fill(_ sequence: Int64, _ timestamp: RTPTimestamp) -> Bool {
        guard let newest, sequence != newest, timestamp.isNewer(than: self.timestamp) == (sequence > newest),
            timestamp != self.timestamp
        else { return false }
        guard sequence < newest else {
            advance(to: sequence, timestamp)
            return true
        }
        let age = newest - sequence
        guard age < Limit.packets, there & 1 << age == 0 else { return false }
        mark(age)
        return true
    }

    private mutating func advance(to sequence: Int64, _ timestamp: RTPTimestamp) {
        // Shifting by the whole width or more leaves nothing.
        there = there << (newest.map { sequence - $0 } ?? Limit.packets) | 1
        newest = sequence
        self.timestamp = timestamp
    }

    private mutating func mark(_ age: Int64) {
        if age < Limit.packets { there |= 1 << age }
    }
}

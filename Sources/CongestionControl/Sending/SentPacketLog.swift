package import RTP

/// What was sent under which transport-wide number, until feedback tells of it.
///
/// A ring of 12 bytes a packet: a viewer's log has to be small, since there are thousands.
package struct SentPacketLog: Sendable {
    package enum Limit {
        /// Packets remembered: five seconds of 1.5 Mbit/s, one of 10 Mbit/s.
        package static let packets = 1_024
    }

    private struct Entry {
        /// Tens of microseconds, wrapping after twelve hours.
        var sentAt: UInt32 = 0
        /// Bytes on the wire; 0 in an empty slot, and once feedback has told of it.
        var bytes: UInt16 = 0
        var probe: UInt8 = 0
        /// The stream of ``CarriedPacket``, counted from 1, and in the highest bit whether it is a repair; 0 for none.
        var stream: UInt8 = 0
        var number: UInt16 = 0

        var carried: CarriedPacket? {
            guard stream != 0 else { return nil }
            return CarriedPacket(
                stream: Int(stream & 0x7F) - 1, number: SequenceNumber(rawValue: number), isRepair: stream & 0x80 != 0)
        }
    }

    private var entries = [Entry](repeating: Entry(), count: Limit.packets)
    private var next: Int64 = 0
    /// Behind the last packet that feedback told of.
    private var toldEnd: Int64 = 0
    /// What the latest feedback passed over: another one, which told of it, was lost.
    private var untold: Range<Int64> = 0..<0

    package init() {}

    /// Notes a packet and gives it its number.
    ///
    /// - Parameters:
    ///   - probe: the cluster it belongs to; 0 for none.
    ///   - carried: what it brings, to be told of with what came of it.
    package mutating func send(
        _ bytes: Int, at now: MediaTime, probe: UInt8 = 0, carrying carried: CarriedPacket? = nil
    ) -> SequenceNumber {
        let slot = Int(next) & (Limit.packets - 1)
        let stream = carried.map { UInt8($0.stream + 1) | ($0.isRepair ? 0x80 : 0) } ?? 0
        entries[slot] = Entry(
            sentAt: Self.ticks(now), bytes: UInt16(clamping: max(1, bytes)), probe: probe, stream: stream,
            number: carried?.number.rawValue ?? 0)
        defer { next += 1 }
        return SequenceNumber(wrapping: next)
    }

    /// What feedback tells of: the packets sent, in order, each once.
    package mutating func take(
        _ feedback: TransportFeedback, in bytes: Span<UInt8>, at now: MediaTime, _ visit: (ReportedPacket) -> Void
    ) {
        var told: ClosedRange<Int64>?
        feedback.forEachPacket(in: bytes) { number, arrival in
            // The number nearest to the newest sent is meant.
            let newest = SequenceNumber(wrapping: next - 1)
            let index = next - 1 - Int64(number.distance(to: newest))
            guard index >= 0, index < next, next - index <= Int64(Limit.packets) else { return }
            told = min(told?.lowerBound ?? index, index)...max(told?.upperBound ?? index, index)
            let slot = Int(index) & (Limit.packets - 1)
            let entry = entries[slot]
            guard entry.bytes > 0 else { return }
            // A packet told as missing may be told again as late.
            if arrival != nil { entries[slot].bytes = 0 }
            visit(report(index, entry, arrival, at: now))
        }
        guard let told else { return }
        untold = min(toldEnd, told.lowerBound)..<told.lowerBound
        toldEnd = max(toldEnd, told.upperBound + 1)
    }

    /// What the latest feedback passed over, as if it had not arrived.
    package func forEachUntold(at now: MediaTime, _ visit: (ReportedPacket) -> Void) {
        for index in untold where next - index <= Int64(Limit.packets) {
            let entry = entries[Int(index) & (Limit.packets - 1)]
            if entry.bytes > 0 { visit(report(index, entry, nil, at: now)) }
        }
    }

    private func report(
        _ index: Int64, _ entry: Entry, _ arrival: FeedbackTime?, at now: MediaTime
    ) -> ReportedPacket {
        ReportedPacket(
            index: index, bytes: Int(entry.bytes), sentAt: Self.time(entry.sentAt, before: now), arrival: arrival,
            probe: entry.probe, carried: entry.carried)
    }

    private static let tick: Int64 = 10_000

    private static func ticks(_ time: MediaTime) -> UInt32 {
        UInt32(truncatingIfNeeded: time.nanoseconds / tick)
    }

    private static func time(_ ticks: UInt32, before now: MediaTime) -> MediaTime {
        now - MediaSpan(nanoseconds: Int64(Self.ticks(now) &- ticks) * tick)
    }
}

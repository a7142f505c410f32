internal import RTP

/// Gathers packets that were sent together, and compares each group with the one before.
///
/// Source: draft-ietf-rmcat-gcc-02, sections 5.2 and 5.3. A burst that the network gathered on the way counts as one
/// group, as in libwebrtc.
struct PacketGroups: Sendable {
    enum Limit {
        /// Packets sent within this belong together.
        static let length = MediaSpan.milliseconds(5)
        /// Packets that arrive so close behind each other, faster than they were sent, were gathered on the way.
        static let burst = MediaSpan.milliseconds(5)
        static let longestBurst = MediaSpan.milliseconds(100)
        /// A jump of the peer's clock by so much starts anew.
        static let jump = MediaSpan.seconds(3)
    }

    /// How much longer than when they were sent two groups were apart when they came.
    struct Gradient: Hashable {
        var sent: MediaSpan
        var arrived: MediaSpan
        var arrival: FeedbackTime

        var change: MediaSpan { arrived - sent }
    }

    private struct Group {
        var firstSent: MediaTime
        var lastSent: MediaTime
        var firstArrival: FeedbackTime
        var lastArrival: FeedbackTime
    }

    private var current: Group?
    private var previous: Group?

    /// Takes the next packet that arrived; a gradient whenever it begins a third group.
    mutating func take(sentAt: MediaTime, arrival: FeedbackTime) -> Gradient? {
        guard var group = current else {
            current = Group(firstSent: sentAt, lastSent: sentAt, firstArrival: arrival, lastArrival: arrival)
            return nil
        }
        // What was sent before the group began was told late.
        guard sentAt >= group.firstSent else { return nil }
        if belongs(sentAt, arrival, to: group) {
            group.lastSent = max(group.lastSent, sentAt)
            group.lastArrival = max(group.lastArrival, arrival)
            current = group
            return nil
        }
        defer {
            previous = group
            current = Group(firstSent: sentAt, lastSent: sentAt, firstArrival: arrival, lastArrival: arrival)
        }
        guard let before = previous else { return nil }
        let gradient = Gradient(
            sent: group.lastSent - before.lastSent, arrived: group.lastArrival.since(before.lastArrival),
            arrival: group.lastArrival)
        if gradient.arrived < .zero || gradient.arrived - gradient.sent > Limit.jump {
            previous = nil
            return nil
        }
        return gradient
    }

    private func belongs(_ sentAt: MediaTime, _ arrival: FeedbackTime, to group: Group) -> Bool {
        if sentAt - group.firstSent <= Limit.length { return true }
        let arrived = arrival.since(group.lastArrival)
        let sent = sentAt - group.lastSent
        return arrived < sent && arrived <= Limit.burst
            && arrival.since(group.firstArrival) < Limit.longestBurst
    }
}

package import RTP

/// What one direction of a link does to datagrams.
package struct LinkConditions: Sendable, Hashable {
    /// How long each datagram is under way at least.
    package var delay = MediaSpan.zero
    /// More delay, evenly spread from nothing to this; the order stays.
    package var jitter = MediaSpan.zero
    package var loss = LossModel.none
    /// The share of datagrams that are held back for ``Limit/overtaken``, so that later ones overtake them.
    package var reordering = 0.0
    /// The share of datagrams that arrive twice.
    package var duplication = 0.0
    /// What the link carries; nil for no bound.
    package var rate: Bitrate?
    /// How long a datagram may wait for its turn where there is a rate; it is dropped otherwise.
    package var queue = MediaSpan.milliseconds(300)
    /// Whether nothing at all passes.
    package var isDown = false

    package enum Limit {
        /// What each datagram weighs on a wire beside its bytes: IPv4 (RFC 791) and UDP (RFC 768) headers.
        static let overhead = 28
        /// How long an overtaken datagram is held back.
        static let overtaken = MediaSpan.milliseconds(20)
        /// How far behind the first the second of a pair arrives.
        static let twin = MediaSpan.milliseconds(1)
    }

    package init() {}
}

/// What a datagram on a shared port is, by its first bytes.
///
/// RFC 7983, section 7 splits by the first byte; RFC 5761, section 4 tells RTP from RTCP by the second.
package enum DatagramKind: Sendable, Hashable {
    case stun
    case dtls
    case rtp
    case rtcp
    /// Empty, a TURN channel, ZRTP, or nothing known: to be dropped.
    case unknown

    @inlinable
    package init(of bytes: Span<UInt8>) {
        guard bytes.count >= 2 else {
            self = .unknown
            return
        }
        switch bytes[0] {
        case 0...3: self = .stun
        case 20...63: self = .dtls
        case 128...191: self = (192...223).contains(bytes[1]) ? .rtcp : .rtp
        default: self = .unknown
        }
    }
}

/// The seven bits by which a packet names its format (RFC 3550, section 5.1).
package struct PayloadType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    /// Nil above 127: a payload type has seven bits.
    @inlinable
    package init?(rawValue: UInt8) {
        guard rawValue <= 127 else { return nil }
        self.rawValue = rawValue
    }

    /// Takes the low seven bits of a header's second byte.
    @inlinable
    package init(lowBitsOf byte: UInt8) {
        rawValue = byte & 0x7F
    }

    /// Whether RFC 5761, section 4 lets it be used where RTP and RTCP share a port.
    @inlinable
    package var isAllowedWithMultiplexing: Bool { !(64...95).contains(rawValue) }
}

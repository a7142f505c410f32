/// The header of an RTP packet and where its parts lie (RFC 3550, section 5.1).
///
/// A plain value: offsets into the packet it was parsed from, no bytes of it.
package struct PacketHeader: Hashable, Sendable {
    package var marker: Bool
    package var payloadType: PayloadType
    package var sequenceNumber: SequenceNumber
    package var timestamp: RTPTimestamp
    package var ssrc: SSRC
    /// How many contributing sources stand behind the fixed header.
    package var contributingSources: Int
    package var extensions: HeaderExtensionBlock
    /// Where the payload lies, without padding; empty for a packet of padding alone.
    package var payload: Range<Int>
    /// Bytes of padding behind the payload, its own count byte included.
    package var padding: Int

    /// Bytes of the header that every packet has.
    package static let fixedLength = 12

    /// A header of our own, with nothing behind the fixed part.
    @inlinable
    package init(
        payloadType: PayloadType, sequenceNumber: SequenceNumber, timestamp: RTPTimestamp, ssrc: SSRC,
        marker: Bool = false
    ) {
        self.marker = marker
        self.payloadType = payloadType
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.ssrc = ssrc
        contributingSources = 0
        extensions = .none
        payload = Self.fixedLength..<Self.fixedLength
        padding = 0
    }

    /// Parses a packet in one pass; nil when the bytes are not a whole RTP packet.
    @inlinable
    package init?(parsing bytes: Span<UInt8>) {
        guard bytes.count >= Self.fixedLength else { return nil }
        let first = bytes[0]
        guard first >> 6 == 2 else { return nil }
        let second = bytes[1]
        marker = second & 0x80 != 0
        payloadType = PayloadType(lowBitsOf: second)
        sequenceNumber = SequenceNumber(rawValue: bytes.uint16(at: 2))
        timestamp = RTPTimestamp(rawValue: bytes.uint32(at: 4))
        ssrc = SSRC(rawValue: bytes.uint32(at: 8))
        contributingSources = Int(first & 0x0F)

        var end = Self.fixedLength + 4 * contributingSources
        guard end <= bytes.count else { return nil }
        if first & 0x10 != 0 {
            guard let block = HeaderExtensionBlock(parsing: bytes, at: end) else { return nil }
            extensions = block
            end = block.range.upperBound
        } else {
            extensions = .none
        }

        padding = 0
        if first & 0x20 != 0 {
            // The count includes itself, so zero is malformed.
            let count = Int(bytes[bytes.count - 1])
            guard count > 0, count <= bytes.count - end else { return nil }
            padding = count
        }
        payload = end..<(bytes.count - padding)
    }

    /// Where the header ends: fixed part, contributing sources and extensions.
    @inlinable
    package var length: Int { payload.lowerBound }
}

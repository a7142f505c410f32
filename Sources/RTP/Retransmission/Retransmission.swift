/// Retransmission on a stream of its own (RFC 4588).
///
/// A packet is sent again with its old sequence number in front of the payload.
package enum Retransmission {
    /// Bytes of the original sequence number.
    package static let overhead = 2

    /// Writes a retransmission of a packet.
    ///
    /// - Parameters:
    ///   - packet: the original packet, of which `original` is the header.
    ///   - payloadType: the RTX format; `ssrc` is the RTX stream.
    ///   - number: the next sequence number of the RTX stream.
    /// - Returns: the bytes written, or nil when the buffer is too short.
    @inlinable
    package static func encapsulate(
        _ packet: Span<UInt8>, header original: PacketHeader,
        payloadType: PayloadType, sequenceNumber number: SequenceNumber, ssrc: SSRC,
        into bytes: inout MutableSpan<UInt8>
    ) -> Int? {
        let length = packet.count + overhead
        guard original.length <= packet.count, length <= bytes.count else { return nil }
        bytes.copy(packet.extracting(..<original.length), to: 0)
        var header = original
        header.payloadType = payloadType
        header.sequenceNumber = number
        header.ssrc = ssrc
        guard header.overwriteFields(of: &bytes) else { return nil }
        bytes.store(original.sequenceNumber.rawValue, at: original.length)
        bytes.copy(packet.extracting(original.length...), to: original.length + overhead)
        return length
    }

    /// Turns a retransmission back into the original packet, in place.
    ///
    /// - Parameters:
    ///   - bytes: exactly the retransmission, of which `header` is the header.
    ///   - payloadType: the media format that the RTX format is associated with.
    ///   - ssrc: the media stream that the RTX stream repairs.
    /// - Returns: the original packet's length, or nil for a packet of padding alone, as probes are.
    @inlinable
    package static func decapsulate(
        _ bytes: inout MutableSpan<UInt8>, header: PacketHeader, payloadType: PayloadType, ssrc: SSRC
    ) -> Int? {
        guard header.payload.count >= overhead, header.payload.upperBound + header.padding <= bytes.count else {
            return nil
        }
        let start = header.length
        var original = header
        original.payloadType = payloadType
        original.ssrc = ssrc
        original.sequenceNumber = SequenceNumber(
            rawValue: UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1]))
        guard original.overwriteFields(of: &bytes) else { return nil }
        bytes.move((start + overhead)..<bytes.count, to: start)
        return bytes.count - overhead
    }
}

internal import RTP

/// What stands in the headers of all packets of one stream.
struct PacketStream {
    private enum Limit {
        /// A block's head, two elements of the longest one-byte form, and what its writer keeps for padding.
        static let extensions = 4 + 2 * 17 + 3
    }

    let ssrc: SSRC
    private let payloadType: PayloadType
    /// The block of header extensions, head included; empty where packets carry none.
    private let extensions: [UInt8]

    /// A stream whose packets all carry the same texts as header extensions (RFC 8285, section 4.2).
    ///
    /// - Parameter labels: ids and texts, two at the most; one that lacks either is left out.
    init(_ ssrc: SSRC, _ payloadType: PayloadType, labels: [(id: HeaderExtensionID?, text: String?)]) {
        self.ssrc = ssrc
        self.payloadType = payloadType
        var block = [UInt8](repeating: 0, count: Limit.extensions)
        var span = block.mutableSpan
        var writer = HeaderExtensionWriter(form: .oneByte, at: 0)
        for case (let id?, let text?) in labels {
            guard let start = writer.append(id, length: text.utf8.count, into: &span) else { continue }
            span.copy(Array(text.utf8).span, to: start)
        }
        extensions = Array(block[..<writer.finish(into: &span)])
    }

    /// Writes a packet's header into the buffer and returns its length.
    func writeHeader(of packet: SentPackets.Packet, into buffer: PacketBuffer) -> Int {
        let header = PacketHeader(
            payloadType: payloadType, sequenceNumber: SequenceNumber(wrapping: packet.index),
            timestamp: packet.timestamp, ssrc: ssrc, marker: packet.marker)
        // A span of a property would not live through the closure.
        let extensions = extensions
        buffer.withHeader { span in
            let written = header.writeFixedPart(hasExtensions: !extensions.isEmpty, into: &span)
            precondition(written, "The packet buffer is shorter than an RTP header")
            span.copy(extensions.span, to: PacketHeader.fixedLength)
        }
        return PacketHeader.fixedLength + extensions.count
    }
}

/// Names of sources (RFC 3550, section 6.5), still in the datagram; only canonical names are read.
package struct SourceDescription: Hashable, Sendable {
    private let chunks: Int
    private let body: Range<Int>

    /// The item type of a canonical name; 0 ends a chunk.
    static let canonicalName: UInt8 = 1

    init(header: RTCPHeader) {
        chunks = Int(header.count)
        body = header.body
    }

    /// Calls with each source and where its canonical name lies; stops at what is cut off.
    ///
    /// - Parameter bytes: the datagram the packet was read from.
    package func forEachCanonicalName(in bytes: Span<UInt8>, _ visit: (SSRC, Range<Int>) -> Void) {
        var offset = body.lowerBound
        for _ in 0..<chunks {
            guard body.upperBound - offset >= 4 else { return }
            let ssrc = SSRC(rawValue: bytes.uint32(at: offset))
            offset += 4
            while offset < body.upperBound, bytes[offset] != 0 {
                guard body.upperBound - offset >= 2 else { return }
                let data = (offset + 2)..<(offset + 2 + Int(bytes[offset + 1]))
                guard data.upperBound <= body.upperBound else { return }
                if bytes[offset] == Self.canonicalName { visit(ssrc, data) }
                offset = data.upperBound
            }
            // The zero that ends a chunk is padded to the next word.
            offset += 4 - (offset - body.lowerBound) % 4
        }
    }
}

extension RTCPWriter {
    /// The most blocks or sources a packet can count (five bits, RFC 3550, section 6.4.1).
    package static let mostItems = 31

    /// Appends a sender report with up to 31 blocks.
    package mutating func append(
        _ report: SenderReport, blocks: Span<ReportBlock>, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(blocks.count <= Self.mostItems, "a report has at most 31 blocks")
        let body = SenderReport.fixedLength + blocks.count * ReportBlock.length
        guard let start = begin(.senderReport, count: UInt8(blocks.count), body: body, into: &bytes) else {
            return false
        }
        bytes.store(report.ssrc.rawValue, at: start)
        bytes.store(report.ntp.rawValue, at: start + 4)
        bytes.store(report.timestamp.rawValue, at: start + 12)
        bytes.store(report.packetCount, at: start + 16)
        bytes.store(report.octetCount, at: start + 20)
        write(blocks, at: start + SenderReport.fixedLength, into: &bytes)
        return true
    }

    /// Appends a receiver report with up to 31 blocks.
    package mutating func appendReceiverReport(
        from ssrc: SSRC, blocks: Span<ReportBlock>, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(blocks.count <= Self.mostItems, "a report has at most 31 blocks")
        let body = 4 + blocks.count * ReportBlock.length
        guard let start = begin(.receiverReport, count: UInt8(blocks.count), body: body, into: &bytes) else {
            return false
        }
        bytes.store(ssrc.rawValue, at: start)
        write(blocks, at: start + 4, into: &bytes)
        return true
    }

    /// Appends one source's canonical name, up to 255 bytes.
    package mutating func appendCanonicalName(
        _ name: Span<UInt8>, of ssrc: SSRC, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(name.count <= 255, "a canonical name has at most 255 bytes")
        // Source, item type, length, name, and at least one zero to end the chunk.
        let used = 6 + name.count
        let body = used + 4 - used % 4
        guard let start = begin(.sourceDescription, count: 1, body: body, into: &bytes) else { return false }
        bytes.store(ssrc.rawValue, at: start)
        bytes[start + 4] = SourceDescription.canonicalName
        bytes[start + 5] = UInt8(name.count)
        bytes.copy(name, to: start + 6)
        for offset in (start + used)..<(start + body) { bytes[offset] = 0 }
        return true
    }

    /// Appends a goodbye for up to 31 sources.
    package mutating func appendGoodbye(
        of sources: Span<SSRC>, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(sources.count <= Self.mostItems, "a goodbye names at most 31 sources")
        guard
            let start = begin(.goodbye, count: UInt8(sources.count), body: 4 * sources.count, into: &bytes)
        else { return false }
        for index in sources.indices {
            bytes.store(sources[index].rawValue, at: start + 4 * index)
        }
        return true
    }

    private func write(_ blocks: Span<ReportBlock>, at start: Int, into bytes: inout MutableSpan<UInt8>) {
        for index in blocks.indices {
            blocks[index].write(into: &bytes, at: start + index * ReportBlock.length)
        }
    }
}

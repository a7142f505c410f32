/// Appends RTCP packets to a buffer, one behind the other: a compound datagram.
///
/// Each `append` answers whether the packet fitted; when not, the buffer's used part is as before.
package struct RTCPWriter: Sendable {
    /// Bytes used so far.
    package private(set) var length = 0

    package init() {}

    /// Writes the head of a packet and returns where its body goes.
    ///
    /// - Parameter body: bytes of the body, a multiple of four.
    mutating func begin(
        _ kind: RTCPKind, count: UInt8, body: Int, into bytes: inout MutableSpan<UInt8>
    ) -> Int? {
        precondition(body % 4 == 0, "an RTCP body is a whole number of words")
        guard RTCPHeader.length + body <= bytes.count - length, body / 4 <= 0xFFFF else { return nil }
        bytes[length] = 0x80 | count
        bytes[length + 1] = kind.rawValue
        bytes.store(UInt16(body / 4), at: length + 2)
        let start = length + RTCPHeader.length
        length = start + body
        return start
    }

    /// Takes back what the newest packet did not need.
    mutating func shorten(packetAt start: Int, body: Int, in bytes: inout MutableSpan<UInt8>) {
        bytes.store(UInt16(body / 4), at: start - RTCPHeader.length + 2)
        length = start + body
    }

    /// Begins a feedback packet, writes its two sources and returns where its control information goes.
    mutating func beginFeedback(
        _ kind: RTCPKind, format: UInt8, _ sources: FeedbackSources, control: Int,
        into bytes: inout MutableSpan<UInt8>
    ) -> Int? {
        let body = FeedbackSources.length + control
        guard let start = begin(kind, count: format, body: body, into: &bytes) else { return nil }
        bytes.store(sources.sender.rawValue, at: start)
        bytes.store(sources.media.rawValue, at: start + 4)
        return start + FeedbackSources.length
    }
}

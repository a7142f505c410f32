internal import RTP
internal import SecureTransport

/// The memory in which one session's outgoing packets are written and sealed.
final class PacketBuffer {
    enum Limit {
        /// What every path carries: 1,280 bytes of IPv6 less 48 of headers, and room for RTP's own.
        static let plain = 1_452
        /// Plain RTCP of one datagram.
        static let control = 1_200
    }

    let memory: UnsafeMutableRawPointer

    init() {
        memory = .allocate(byteCount: Limit.plain + OutboundProtection.maximumOverhead, alignment: 64)
    }

    deinit {
        memory.deallocate()
    }

    /// Room for an RTP packet's fixed header and what follows.
    func withHeader(_ write: (inout MutableSpan<UInt8>) -> Void) {
        var span = UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: UInt8.self), count: Limit.plain
        ).mutableSpan
        write(&span)
    }

    /// Writes a compound of RTCP, seals and sends it; nothing goes out where nothing was written.
    func sendControl(
        over session: ClientSession, _ write: (inout RTCPWriter, inout MutableSpan<UInt8>) -> Void
    ) {
        guard let outbound = session.outbound else { return }
        var span = UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: UInt8.self), count: Limit.control
        ).mutableSpan
        var writer = RTCPWriter()
        write(&writer, &span)
        guard writer.length > 0 else { return }
        let length = outbound.sealRTCP(at: memory, length: writer.length)
        session.send(UnsafeRawBufferPointer(start: memory, count: length))
    }
}

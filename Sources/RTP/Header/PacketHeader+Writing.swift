extension PacketHeader {
    /// Writes the twelve fixed bytes at the buffer's start; nothing contributing, no padding.
    ///
    /// - Parameter hasExtensions: whether the caller puts an extension block right behind.
    /// - Returns: false, and nothing is written, when the buffer is too short.
    @inlinable
    package func writeFixedPart(hasExtensions: Bool, into bytes: inout MutableSpan<UInt8>) -> Bool {
        guard bytes.count >= Self.fixedLength else { return false }
        bytes[0] = hasExtensions ? 0x90 : 0x80
        bytes[1] = (marker ? 0x80 : 0) | payloadType.rawValue
        bytes.store(sequenceNumber.rawValue, at: 2)
        bytes.store(timestamp.rawValue, at: 4)
        bytes.store(ssrc.rawValue, at: 8)
        return true
    }

    /// Puts this header's fields over those of a packet.
    ///
    /// The forwarder's rewrite: payload type, marker, sequence number, timestamp and source change in place; version,
    /// padding, extension and source count stay.
    /// - Returns: false, and nothing is written, when the buffer holds no fixed header.
    @inlinable
    package func overwriteFields(of bytes: inout MutableSpan<UInt8>) -> Bool {
        guard bytes.count >= Self.fixedLength else { return false }
        bytes[1] = (marker ? 0x80 : 0) | payloadType.rawValue
        bytes.store(sequenceNumber.rawValue, at: 2)
        bytes.store(timestamp.rawValue, at: 4)
        bytes.store(ssrc.rawValue, at: 8)
        return true
    }
}

internal import Glibc

/// Cuts a stream of bytes into packets, each behind two bytes of length (RFC 4571, section 2).
///
/// Its memory is bounded and used again for every packet.
package struct FrameReader: ~Copyable {
    package enum Limit {
        /// The longest packet in a frame: 1,500 bytes of Ethernet and room for a tag, as of datagrams.
        package static let packet = 1_600
        /// Bytes kept for a connection, and so the most that one read takes: more than a frame.
        package static let bytes = 8_192
    }

    package enum Failure: Error, Equatable {
        /// The length of a frame is more than any packet of a session has: what comes is something else.
        case tooLong(Int)
    }

    private let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Limit.bytes)
    private var unread = 0..<0

    package init() {}

    deinit {
        memory.deallocate()
    }

    /// Room for the bytes that come next; never empty once ``next()`` has answered nil.
    package mutating func room() -> UnsafeMutableRawBufferPointer {
        if unread.lowerBound > 0, let base = memory.baseAddress {
            memmove(base, base + unread.lowerBound, unread.count)
            unread = 0..<unread.count
        }
        return UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[unread.upperBound...])
    }

    /// Takes the bytes that were written into the room.
    package mutating func filled(_ count: Int) {
        precondition(unread.upperBound + count <= Limit.bytes, "More was read than there was room for")
        unread = unread.lowerBound..<(unread.upperBound + count)
    }

    /// The next whole packet, to be read before the next call of ``room()``; nil where more bytes are needed.
    ///
    /// Null packets, of no bytes, are passed over, as section 2 demands.
    package mutating func next() throws(Failure) -> UnsafeMutableBufferPointer<UInt8>? {
        while unread.count >= 2 {
            let start = unread.lowerBound + 2
            let length = Int(memory[start - 2]) << 8 | Int(memory[start - 1])
            guard length <= Limit.packet else { throw .tooLong(length) }
            guard unread.upperBound - start >= length else { return nil }
            unread = (start + length)..<unread.upperBound
            if length > 0 { return UnsafeMutableBufferPointer(rebasing: memory[start..<(start + length)]) }
        }
        return nil
    }
}

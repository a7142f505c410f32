internal import COpenSSL

/// What OpenSSL reads from and writes to in place of a socket: one datagram at a time, kept in memory.
///
/// OpenSSL's own memory BIO forgets where a datagram ends, which DTLS must not.
final class DatagramQueue {
    enum Limit {
        /// A ClientHello of two datagrams, doubled by a retransmission, leaves room.
        static let incoming = 16
        /// One flight with a certificate is two to four datagrams.
        static let outgoing = 32
        /// Small enough for any path that carries our media.
        static let bytes = 1_200
    }

    private var incoming: [[UInt8]] = []
    private(set) var outgoing: [[UInt8]] = []

    func deliver(_ datagram: [UInt8]) {
        if incoming.count < Limit.incoming { incoming.append(datagram) }
    }

    func takeOutgoing() -> [[UInt8]] {
        guard !outgoing.isEmpty else { return [] }
        defer { outgoing = [] }
        return outgoing
    }

    fileprivate func read(into buffer: UnsafeMutablePointer<CChar>, capacity: Int) -> Int? {
        guard !incoming.isEmpty else { return nil }
        let datagram = incoming.removeFirst().prefix(capacity)
        UnsafeMutableRawBufferPointer(start: buffer, count: capacity).copyBytes(from: datagram)
        return datagram.count
    }

    fileprivate func write(_ bytes: UnsafePointer<CChar>, count: Int) {
        guard outgoing.count < Limit.outgoing else { return }
        outgoing.append(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    }
}

enum DatagramBIO {
    /// The method table of the BIO; one per context, freed with it.
    static func makeMethod() -> OpaquePointer {
        guard let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagram queue") else {
            preconditionFailure("OpenSSL has no memory left for a BIO method")
        }
        BIO_meth_set_create(method) { bio in
            BIO_set_init(bio, 1)
            return 1
        }
        BIO_meth_set_write(method) { bio, bytes, count in
            guard let queue = DatagramBIO.queue(of: bio), let bytes, count > 0 else { return -1 }
            tw_bio_clear_retry(bio)
            queue.write(bytes, count: Int(count))
            return count
        }
        BIO_meth_set_read(method) { bio, buffer, capacity in
            guard let queue = DatagramBIO.queue(of: bio), let buffer, capacity > 0 else { return -1 }
            guard let count = queue.read(into: buffer, capacity: Int(capacity)) else {
                tw_bio_set_retry_read(bio)
                return -1
            }
            tw_bio_clear_retry(bio)
            return Int32(count)
        }
        BIO_meth_set_ctrl(method) { _, command, _, _ in
            switch command {
            case BIO_CTRL_FLUSH, BIO_CTRL_DGRAM_SET_CONNECTED, BIO_CTRL_DGRAM_SET_PEER: 1
            case BIO_CTRL_DGRAM_QUERY_MTU, BIO_CTRL_DGRAM_GET_FALLBACK_MTU: DatagramQueue.Limit.bytes
            default: 0
            }
        }
        return method
    }

    /// A BIO over `queue`, which must outlive it.
    static func make(method: OpaquePointer, queue: DatagramQueue) -> OpaquePointer? {
        guard let bio = BIO_new(method) else { return nil }
        BIO_set_data(bio, Unmanaged.passUnretained(queue).toOpaque())
        return bio
    }

    private static func queue(of bio: OpaquePointer?) -> DatagramQueue? {
        guard let data = BIO_get_data(bio) else { return nil }
        return Unmanaged<DatagramQueue>.fromOpaque(data).takeUnretainedValue()
    }
}

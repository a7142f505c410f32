package import ICE

/// Gathers sealed datagrams and hands them on in bursts of equal size to one destination.
///
/// A burst is what one send with UDP segmentation offload carries: datagrams of one length, the last one possibly
/// shorter. The memory is small and used again at once, so that it stays in the processor's cache.
package final class Outbox {
    /// Takes one burst: its bytes, the length of each segment but the last, and where it goes; false where it is lost.
    package typealias Deliver = (UnsafeRawBufferPointer, _ segment: Int, TransportAddress) -> Bool

    package enum Limit {
        /// No datagram of ours is longer: 1,500 bytes of Ethernet and room for a tag.
        package static let datagram = 1_600
        /// Plain RTCP of one datagram: it fits any path once sealed.
        package static let control = 1_200
        /// `UDP_MAX_SEGMENTS` of Linux.
        package static let segments = 64
        /// The most bytes an IPv4 datagram, whole before segmentation, may have: 65,535 − 20 − 8.
        package static let burst = 65_507
    }

    private let memory: UnsafeMutableRawPointer
    private let deliver: Deliver
    private var destination: TransportAddress?
    private var used = 0
    private var segment = 0
    private var segments = 0
    private var isClosed = false
    /// Bursts that could not be sent.
    private(set) var dropped: Int64 = 0

    package init(deliver: @escaping Deliver) {
        self.deliver = deliver
        memory = .allocate(byteCount: Limit.burst + Limit.datagram, alignment: 64)
    }

    deinit {
        memory.deallocate()
    }

    /// Room for one datagram of at most ``Limit/datagram`` bytes; ``commit(_:)`` must follow.
    @inline(__always)
    func reserve(for address: TransportAddress) -> UnsafeMutableRawPointer {
        if segments > 0,
            isClosed || destination != address || segments == Limit.segments || used + segment > Limit.burst
        {
            flush()
        }
        destination = address
        return memory + used
    }

    /// Takes the datagram written into the reserved room.
    @inline(__always)
    func commit(_ length: Int) {
        precondition(length <= Limit.datagram, "A datagram overran the room reserved for it")
        if segments == 0 {
            segment = length
        } else if length > segment {
            // It cannot ride behind shorter ones: what was gathered goes first.
            let start = used
            let address = destination
            flush()
            memory.copyMemory(from: memory + start, byteCount: length)
            destination = address
            segment = length
        } else if length < segment {
            isClosed = true
        }
        used += length
        segments += 1
    }

    /// Copies a whole datagram in: for what is rare.
    func send(_ bytes: [UInt8], to address: TransportAddress) {
        guard bytes.count <= Limit.datagram else { return }
        let room = reserve(for: address)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: room, count: source.count).copyMemory(from: source)
        }
        commit(bytes.count)
    }

    /// Hands on what is gathered.
    package func flush() {
        guard segments > 0, let destination else { return }
        if !deliver(UnsafeRawBufferPointer(start: memory, count: used), segment, destination) { dropped += 1 }
        used = 0
        segments = 0
        isClosed = false
    }
}

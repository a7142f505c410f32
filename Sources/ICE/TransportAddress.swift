/// An IP address, a port and how datagrams get there; small enough to be a dictionary key per packet.
package struct TransportAddress: Hashable, Sendable {
    package enum Family: UInt8, Sendable {
        case ipv4
        case ipv6
    }

    /// What carries the datagrams.
    package enum Transport: UInt8, Sendable {
        case udp
        /// A connection with a frame around each datagram (RFC 6544, section 3).
        case tcp
    }

    /// The address in network order, left-aligned: IPv4 fills the first four bytes of `high`.
    package let high: UInt64
    package let low: UInt64
    package let port: UInt16
    package let family: Family
    package let transport: Transport

    @inlinable
    package init(family: Family, high: UInt64, low: UInt64, port: UInt16, transport: Transport = .udp) {
        self.family = family
        self.transport = transport
        self.high = high
        self.low = low
        self.port = port
    }

    /// An IPv4 address given as its 32 bits in host order.
    package init(ipv4 bits: UInt32, port: UInt16) {
        self.init(family: .ipv4, high: UInt64(bits) << 32, low: 0, port: port)
    }

    /// The same address and port over `transport`.
    package func over(_ transport: Transport) -> TransportAddress {
        TransportAddress(family: family, high: high, low: low, port: port, transport: transport)
    }

    /// The 32 bits of an IPv4 address in host order.
    package var ipv4Bits: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.high == right.high && left.low == right.low && left.port == right.port && left.family == right.family
            && left.transport == right.transport
    }

    @inlinable
    package func hash(into hasher: inout Hasher) {
        hasher.combine(high ^ low.byteSwapped ^ UInt64(port) ^ UInt64(transport.rawValue) << 16)
    }
}

extension TransportAddress: CustomStringConvertible {
    /// The address without its port, as a candidate line writes it.
    package var host: String {
        switch family {
        case .ipv4:
            return (0..<4).map { String((ipv4Bits >> (24 - 8 * $0)) & 0xFF) }.joined(separator: ".")
        case .ipv6:
            let groups = (0..<8).map { index -> String in
                let half = index < 4 ? high : low
                return String((half >> (48 - 16 * UInt64(index % 4))) & 0xFFFF, radix: 16)
            }
            return groups.joined(separator: ":")
        }
    }

    package var description: String {
        family == .ipv4 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }
}

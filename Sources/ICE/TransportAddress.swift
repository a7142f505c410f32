/// An IP address and a UDP port; small enough to be a dictionary key per packet.
package struct TransportAddress: Hashable, Sendable {
    package enum Family: UInt8, Sendable {
        case ipv4
        case ipv6
    }

    /// The address in network order, left-aligned: IPv4 fills the first four bytes of `high`.
    package let high: UInt64
    package let low: UInt64
    package let port: UInt16
    package let family: Family

    @inlinable
    package init(family: Family, high: UInt64, low: UInt64, port: UInt16) {
        self.family = family
        self.high = high
        self.low = low
        self.port = port
    }

    /// An IPv4 address given as its 32 bits in host order.
    package init(ipv4 bits: UInt32, port: UInt16) {
        self.init(family: .ipv4, high: UInt64(bits) << 32, low: 0, port: port)
    }

    /// The 32 bits of an IPv4 address in host order.
    package var ipv4Bits: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.high == right.high && left.low == right.low && left.port == right.port && left.family == right.family
    }

    @inlinable
    package func hash(into hasher: inout Hasher) {
        hasher.combine(high ^ low.byteSwapped ^ UInt64(port))
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

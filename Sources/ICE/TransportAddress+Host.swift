internal import Glibc

extension TransportAddress {
    /// Reads an IPv4 or IPv6 address as people write it; nil for a name.
    package init?(host: String, port: UInt16) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            self.init(ipv4: UInt32(bigEndian: four.s_addr), port: port)
        } else if inet_pton(AF_INET6, host, &six) == 1 {
            let (high, low) = withUnsafeBytes(of: six) { bytes in
                (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(family: .ipv6, high: UInt64(bigEndian: high), low: UInt64(bigEndian: low), port: port)
        } else {
            return nil
        }
    }
}

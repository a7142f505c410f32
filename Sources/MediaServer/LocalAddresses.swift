internal import Glibc
internal import ICE

/// The addresses of this machine's interfaces.
enum LocalAddresses {
    /// What to announce for a bound address: itself, or where it means "all", every IPv4 address that is up.
    static func reachable(for bound: TransportAddress) -> [TransportAddress] {
        guard bound.high == 0, bound.low == 0 else { return [bound] }
        let found = interfaces().map { TransportAddress(ipv4: $0, port: bound.port) }
        // Loopback last: it only serves clients on this very machine.
        return found.filter { $0.ipv4Bits >> 24 != 127 } + found.filter { $0.ipv4Bits >> 24 == 127 }
    }

    private static func interfaces() -> [UInt32] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        return sequence(first: first, next: { $0?.pointee.ifa_next }).compactMap { entry in
            guard let entry, entry.pointee.ifa_flags & UInt32(IFF_UP) != 0,
                let address = entry.pointee.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET)
            else { return nil }
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
            }
        }
    }
}

internal import Glibc
internal import ICE

/// The addresses of this machine's interfaces.
enum LocalAddresses {
    /// What to announce for a bound address: itself, or where it means "all", every address that is up.
    ///
    /// A socket for all of IPv6 takes IPv4 as well (RFC 3493, section 5.3).
    static func reachable(for bound: TransportAddress) -> [TransportAddress] {
        guard bound.isUnspecified else { return [bound] }
        let found = interfaces(port: bound.port).filter { bound.family == .ipv6 || $0.family == .ipv4 }
        // Loopback last: it only serves clients on this very machine.
        return found.filter { !$0.isLoopback } + found.filter(\.isLoopback)
    }

    private static func interfaces(port: UInt16) -> [TransportAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        let all = sequence(first: first, next: { $0?.pointee.ifa_next }).compactMap { entry -> TransportAddress? in
            guard let entry, entry.pointee.ifa_flags & UInt32(IFF_UP) != 0, let address = entry.pointee.ifa_addr
            else { return nil }
            return TransportAddress(address, port: port)
        }
        // A link-local one means nothing without the name of a link.
        return all.filter { !$0.isLinkLocal }
    }
}

extension TransportAddress {
    /// Whether it stands for all addresses of the machine.
    var isUnspecified: Bool { high == 0 && low == 0 }

    /// The loopback address of a family.
    static func loopback(_ family: Family) -> TransportAddress {
        family == .ipv6
            ? TransportAddress(family: .ipv6, high: 0, low: 1, port: 0) : TransportAddress(ipv4: 0x7F00_0001, port: 0)
    }

    fileprivate var isLoopback: Bool {
        family == .ipv4 ? ipv4Bits >> 24 == 127 : high == 0 && low == 1
    }

    /// fe80::/10 (RFC 4291, section 2.5.6).
    fileprivate var isLinkLocal: Bool { family == .ipv6 && high >> 54 == 0x3FA }

    fileprivate init?(_ address: UnsafeMutablePointer<sockaddr>, port: UInt16) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let bits = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
            self.init(ipv4: UInt32(bigEndian: bits), port: port)
        case AF_INET6:
            // Longer than what it is declared as.
            let whole = UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self).sin6_addr
            let (high, low) = withUnsafeBytes(of: whole) { bytes in
                (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
            self.init(family: .ipv6, high: UInt64(bigEndian: high), low: UInt64(bigEndian: low), port: port)
        default:
            return nil
        }
    }
}

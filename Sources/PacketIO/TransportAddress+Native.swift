internal import CDatagram
internal import ICE

/// A socket for both families names its IPv4 peers as `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2); nobody else does.
private enum MappedAddress {
    static let prefix: UInt64 = 0xFFFF << 32
}

extension TransportAddress {
    init(_ address: tw_address) {
        if address.is_ipv6 == 1, address.high == 0, address.low & ~0xFFFF_FFFF == MappedAddress.prefix {
            self.init(family: .ipv4, high: address.low << 32, low: 0, port: address.port)
        } else {
            self.init(
                family: address.is_ipv6 == 1 ? .ipv6 : .ipv4, high: address.high, low: address.low, port: address.port)
        }
    }
}

extension tw_address {
    init(_ address: TransportAddress) {
        self.init(
            high: address.high, low: address.low, port: address.port, is_ipv6: address.family == .ipv6 ? 1 : 0)
    }

    /// The address as a socket of `family` takes it.
    init(_ address: TransportAddress, for family: TransportAddress.Family) {
        if family == .ipv6, address.family == .ipv4 {
            self.init(high: 0, low: MappedAddress.prefix | address.high >> 32, port: address.port, is_ipv6: 1)
        } else {
            self.init(address)
        }
    }
}

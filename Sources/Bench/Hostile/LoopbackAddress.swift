internal import CDatagram
internal import ICE

/// Addresses of 127/8, all of them this machine's, so that limits by address take load for many people.
enum LoopbackAddress {
    /// The first of the networks that load comes from; what lies below is left to servers and good viewers.
    private static let first: UInt32 = 0x7F09_0001

    /// The address of the attacker, or of the part of an audience, with a number.
    static func numbered(_ number: Int) -> TransportAddress {
        TransportAddress(ipv4: first &+ UInt32(truncatingIfNeeded: number), port: 0)
    }
}

extension tw_address {
    /// An IPv4 address as the shims take it.
    init(ipv4 address: TransportAddress) {
        self.init(high: address.high, low: 0, port: address.port, is_ipv6: 0)
    }
}

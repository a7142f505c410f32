extension STUNMessage {
    /// The value of XOR-MAPPED-ADDRESS for an address (RFC 8489, section 14.2).
    func xorMappedValue(for address: TransportAddress) -> [UInt8] {
        var value: [UInt8] = [0, address.family == .ipv4 ? 1 : 2]
        value.appendBigEndian(address.port ^ UInt16(Self.magicCookie >> 16))
        let plain =
            address.family == .ipv4
            ? address.ipv4Bits.bigEndianBytes : address.high.bigEndianBytes + address.low.bigEndianBytes
        value += zip(plain, Self.magicCookie.bigEndianBytes + transactionID).map { $0 ^ $1 }
        return value
    }

    /// The address in XOR-MAPPED-ADDRESS, where the message carries a whole one.
    package var mappedAddress: TransportAddress? {
        guard let value = self[STUNAttribute.xorMappedAddress], value.count >= 8 else { return nil }
        let port = value.bigEndian16(at: 2) ^ UInt16(Self.magicCookie >> 16)
        let plain = zip(value[4...], Self.magicCookie.bigEndianBytes + transactionID).map { $0 ^ $1 }
        switch (value[1], plain.count) {
        case (1, 4):
            return TransportAddress(ipv4: plain.bigEndian32(at: 0), port: port)
        case (2, 16):
            let halves = stride(from: 0, to: 16, by: 8).map { start in
                UInt64(plain.bigEndian32(at: start)) << 32 | UInt64(plain.bigEndian32(at: start + 4))
            }
            return TransportAddress(family: .ipv6, high: halves[0], low: halves[1], port: port)
        default:
            return nil
        }
    }
}

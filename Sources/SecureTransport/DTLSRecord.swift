/// The record layer of DTLS 1.2 (RFC 6347, section 4.1), as far as it is looked at before OpenSSL.
enum DTLSRecord {
    /// Bytes before a record's content: type, version, epoch, sequence number, length.
    private static let headerLength = 13
    /// Bytes of nonce and tag in a record sealed with AES-GCM (RFC 5288), the only cipher the context takes.
    private static let sealLength = 8 + 16

    /// Whether a record in `datagram` is sealed (its epoch is not 0) and too short for its seal.
    static func lacksSeal(_ datagram: Span<UInt8>) -> Bool {
        var start = 0
        while datagram.count - start >= headerLength {
            let epoch = Int(datagram[start + 3]) << 8 | Int(datagram[start + 4])
            let length = Int(datagram[start + 11]) << 8 | Int(datagram[start + 12])
            if epoch != 0, length < sealLength { return true }
            start += headerLength + length
        }
        return false
    }
}

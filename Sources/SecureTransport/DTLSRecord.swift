/// The record layer of DTLS 1.2 (RFC 6347, section 4.1), as far as it is looked at before OpenSSL.
enum DTLSRecord {
    /// Bytes before a record's content: type, version, epoch, sequence number, length.
    private static let headerLength = 13
    /// Bytes of nonce and tag in a record sealed with AES-GCM (RFC 5288), the only cipher the context takes.
    private static let sealLength = 8 + 16
    private static let dtls12 = 0xFEFD
    /// What a first ClientHello carries, which may not know yet that the server speaks a later version.
    private static let dtls10 = 0xFEFF

    /// Whether `datagram` is one whole record after the other, as a peer sends them: of DTLS 1.2 (or 1.0 while
    /// `handshaking`), none cut off, and with room for a seal in those whose epoch is not 0.
    static func areWhole(in datagram: Span<UInt8>, handshaking: Bool) -> Bool {
        var start = 0
        while datagram.count - start >= headerLength {
            let version = number(in: datagram, at: start + 1)
            let epoch = number(in: datagram, at: start + 3)
            let length = number(in: datagram, at: start + 11)
            guard version == dtls12 || handshaking && version == dtls10 else { return false }
            guard epoch == 0 || length >= sealLength else { return false }
            start += headerLength + length
        }
        return start > 0 && start == datagram.count
    }

    /// The two bytes from `place` on.
    private static func number(in datagram: Span<UInt8>, at place: Int) -> Int {
        Int(datagram[place]) << 8 | Int(datagram[place + 1])
    }
}

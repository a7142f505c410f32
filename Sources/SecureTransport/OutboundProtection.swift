/// Seals the RTP and RTCP we send in one session (RFC 3711, RFC 7714).
///
/// Belongs to one thread. The caller owns sequence numbers and roll-over counters and must never seal two different
/// packets under one (SSRC, index): with AES-GCM that gives the key away.
package final class OutboundProtection {
    /// The most a sealed RTP or RTCP packet is longer than a plain one.
    package static let maximumOverhead = 20

    private let rtp: PacketCipher
    private let rtcp: PacketCipher
    private var controlIndex: UInt32 = 0

    package init(_ profile: ProtectionProfile, master: MasterKey) throws(SecureTransportError) {
        rtp = try PacketCipher(profile, master: master, use: .rtp, .seals)
        rtcp = try PacketCipher(profile, master: master, use: .rtcp, .seals)
    }

    /// Seals one packet whose header already stands at `packet`; the payload may lie anywhere.
    ///
    /// - Parameter index: roll-over counter × 65,536 + sequence number.
    /// - Returns: the length of the whole sealed packet.
    package func sealRTP(
        at packet: UnsafeMutableRawPointer,
        headerLength: Int,
        payload: UnsafeRawBufferPointer,
        ssrc: UInt32,
        index: UInt64
    ) -> Int {
        let body = packet + headerLength
        switch rtp {
        case .gcm(let cipher):
            let header = UnsafeRawBufferPointer(start: packet, count: headerLength)
            cipher.seal(payload, header: header, into: body, ssrc: ssrc, index: index)
            return headerLength + payload.count + GCMCipher.tagLength
        case .counterMode(let cipher):
            cipher.transform(payload, into: body, ssrc: ssrc, index: index)
            let covered = UnsafeRawBufferPointer(start: packet, count: headerLength + payload.count)
            let tag = cipher.tag(over: covered, suffix: UInt32(truncatingIfNeeded: index >> 16))
            (packet + covered.count).copyMemory(from: tag.baseAddress.unsafelyUnwrapped, byteCount: tag.count)
            return covered.count + tag.count
        }
    }

    /// Seals a compound RTCP packet in place; there must be ``maximumOverhead`` bytes of room behind it.
    package func sealRTCP(at packet: UnsafeMutableRawPointer, length: Int) -> Int {
        precondition(length >= 8, "An RTCP packet has a header of 8 bytes")
        controlIndex = (controlIndex + 1) & 0x7FFF_FFFF
        let ssrc = UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let word = 0x8000_0000 | controlIndex
        let body = UnsafeRawBufferPointer(start: packet + 8, count: length - 8)
        switch rtcp {
        case .gcm(let cipher):
            withUnsafeTemporaryAllocation(byteCount: 12, alignment: 4) { header in
                header.copyMemory(from: UnsafeRawBufferPointer(start: packet, count: 8))
                header.storeBytes(of: word.bigEndian, toByteOffset: 8, as: UInt32.self)
                cipher.seal(
                    body, header: UnsafeRawBufferPointer(header), into: packet + 8, ssrc: ssrc,
                    index: UInt64(controlIndex))
            }
            let sealed = length + GCMCipher.tagLength
            packet.storeBytes(of: word.bigEndian, toByteOffset: sealed, as: UInt32.self)
            return sealed + 4
        case .counterMode(let cipher):
            cipher.transform(body, into: packet + 8, ssrc: ssrc, index: UInt64(controlIndex))
            packet.storeBytes(of: word.bigEndian, toByteOffset: length, as: UInt32.self)
            let tag = cipher.tag(over: UnsafeRawBufferPointer(start: packet, count: length), suffix: word)
            (packet + length + 4).copyMemory(from: tag.baseAddress.unsafelyUnwrapped, byteCount: tag.count)
            return length + 4 + tag.count
        }
    }
}

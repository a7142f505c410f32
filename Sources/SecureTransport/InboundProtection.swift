/// Opens the RTP and RTCP a peer sends in one session (RFC 3711, RFC 7714).
///
/// Belongs to one thread. Keeps a roll-over counter and a replay window per source.
package final class InboundProtection {
    package enum Limit {
        /// A simulcast host with retransmission has eight; the rest is room for reconnects within a session.
        package static let sources = 24
    }

    private struct Source {
        let ssrc: UInt32
        var window = ReplayWindow()
    }

    private let rtp: PacketCipher
    private let rtcp: PacketCipher
    private let tagLength: Int
    private var sources: [Source] = []
    private var controlWindow = ReplayWindow()

    package init(_ profile: ProtectionProfile, master: MasterKey) throws(SecureTransportError) {
        rtp = try PacketCipher(profile, master: master, use: .rtp, .opens)
        rtcp = try PacketCipher(profile, master: master, use: .rtcp, .opens)
        tagLength = profile.tagLength
        sources.reserveCapacity(4)
    }

    /// Opens an RTP packet in place.
    ///
    /// - Parameter headerLength: fixed header, CSRCs and extension: what is authenticated but not encrypted.
    /// - Returns: the length of the plain packet.
    package func openRTP(
        _ packet: UnsafeMutableRawBufferPointer,
        headerLength: Int
    ) throws(SecureTransportError) -> Int {
        guard headerLength >= 12, packet.count >= headerLength + tagLength else { throw .malformed }
        let sequence = UInt16(bigEndian: packet.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        let ssrc = UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        let known = sources.firstIndex { $0.ssrc == ssrc }
        guard known != nil || sources.count < Limit.sources else { throw .tooManySources }
        let window = known.map { sources[$0].window } ?? ReplayWindow()
        let index = Self.index(of: sequence, after: window.latest)
        guard window.accepts(index) else { throw .replayed }
        let plainLength = packet.count - tagLength
        let header = UnsafeRawBufferPointer(rebasing: packet[..<headerLength])
        switch rtp {
        case .gcm(let cipher):
            let body = UnsafeMutableRawBufferPointer(rebasing: packet[headerLength...])
            guard cipher.open(body, header: header, ssrc: ssrc, index: index) else { throw .authenticationFailed }
        case .counterMode(let cipher):
            let covered = UnsafeRawBufferPointer(rebasing: packet[..<plainLength])
            let tag = UnsafeRawBufferPointer(rebasing: packet[plainLength...])
            guard cipher.verifies(tag, over: covered, suffix: UInt32(truncatingIfNeeded: index >> 16)) else {
                throw .authenticationFailed
            }
            let body = UnsafeMutableRawBufferPointer(rebasing: packet[headerLength..<plainLength])
            if let base = body.baseAddress {
                cipher.transform(UnsafeRawBufferPointer(body), into: base, ssrc: ssrc, index: index)
            }
        }
        if let known {
            sources[known].window.record(index)
        } else {
            var source = Source(ssrc: ssrc)
            source.window.record(index)
            sources.append(source)
        }
        return plainLength
    }

    /// Opens a compound RTCP packet in place and returns the length of the plain one.
    package func openRTCP(_ packet: UnsafeMutableRawBufferPointer) throws(SecureTransportError) -> Int {
        guard packet.count >= 12 + tagLength, let base = packet.baseAddress else { throw .malformed }
        let ssrc = UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        let wordOffset: Int
        switch rtcp {
        case .gcm: wordOffset = packet.count - 4
        case .counterMode: wordOffset = packet.count - tagLength - 4
        }
        let word = UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: wordOffset, as: UInt32.self))
        let index = UInt64(word & 0x7FFF_FFFF)
        // An unencrypted packet (E = 0) is allowed by the RFC; no WebRTC peer sends one.
        guard word & 0x8000_0000 != 0 else { throw .malformed }
        guard controlWindow.accepts(index) else { throw .replayed }
        let plainLength: Int
        switch rtcp {
        case .gcm(let cipher):
            plainLength = wordOffset - tagLength
            guard plainLength >= 8 else { throw .malformed }
            let opened = withUnsafeTemporaryAllocation(byteCount: 12, alignment: 4) { header in
                header.copyMemory(from: UnsafeRawBufferPointer(rebasing: packet[..<8]))
                header.storeBytes(of: word.bigEndian, toByteOffset: 8, as: UInt32.self)
                let body = UnsafeMutableRawBufferPointer(rebasing: packet[8..<wordOffset])
                return cipher.open(body, header: UnsafeRawBufferPointer(header), ssrc: ssrc, index: index)
            }
            guard opened else { throw .authenticationFailed }
        case .counterMode(let cipher):
            plainLength = wordOffset
            guard plainLength >= 8 else { throw .malformed }
            let covered = UnsafeRawBufferPointer(rebasing: packet[..<plainLength])
            let tag = UnsafeRawBufferPointer(rebasing: packet[(wordOffset + 4)...])
            guard cipher.verifies(tag, over: covered, suffix: word) else { throw .authenticationFailed }
            let body = UnsafeRawBufferPointer(rebasing: packet[8..<plainLength])
            cipher.transform(body, into: base + 8, ssrc: ssrc, index: index)
        }
        controlWindow.record(index)
        return plainLength
    }

    /// The 48-bit index whose low 16 bits are `sequence`, nearest to the latest (RFC 3711, section 3.3.1).
    static func index(of sequence: UInt16, after latest: UInt64?) -> UInt64 {
        guard let latest else { return UInt64(sequence) }
        let distance = Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: latest)))
        let index = Int64(latest) + distance
        return index < 0 ? UInt64(sequence) : UInt64(index)
    }
}

// fuzz-length: 256
import RTP
import SecureTransport

/// Any bytes as SRTP and SRTCP: refused as they come, opened when we sealed them, refused with a bit changed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // One profile per input, for the sake of speed.
    let profile: ProtectionProfile = count % 2 == 0 ? .aeadAES128GCM : .aes128CMSHA1
    let master = MasterKey(
        key: [UInt8](repeating: 7, count: profile.keyLength), salt: [UInt8](repeating: 9, count: profile.saltLength))
    do {
        let inbound = try InboundProtection(profile, master: master)
        let outbound = try OutboundProtection(profile, master: master)
        checkNoise(bytes, inbound)
        checkRTP(bytes, inbound, outbound)
        checkRTCP(bytes, inbound, outbound)
    } catch {
        preconditionFailure("keys can be made: \(error)")
    }
    return 0
}

private func open(_ packet: inout [UInt8], _ inbound: InboundProtection) -> Result<Int, SecureTransportError> {
    guard let header = PacketHeader.length(ofSealed: packet.span) else { return .failure(.malformed) }
    return packet.withUnsafeMutableBytes { bytes in
        Result { () throws(SecureTransportError) in try inbound.openRTP(bytes, headerLength: header) }
    }
}

private func openControl(_ packet: inout [UInt8], _ inbound: InboundProtection) -> Result<Int, SecureTransportError> {
    packet.withUnsafeMutableBytes { bytes in
        Result { () throws(SecureTransportError) in try inbound.openRTCP(bytes) }
    }
}

private func checkNoise(_ bytes: [UInt8], _ inbound: InboundProtection) {
    var packet = bytes
    guard case .failure = open(&packet, inbound) else { preconditionFailure("noise opened as SRTP") }
    packet = bytes
    guard case .failure = openControl(&packet, inbound) else { preconditionFailure("noise opened as SRTCP") }
}

private func checkRTP(_ bytes: [UInt8], _ inbound: InboundProtection, _ outbound: OutboundProtection) {
    guard let header = PacketHeader(parsing: bytes.span) else { return }
    var sealed = bytes + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
    let length = sealed.withUnsafeMutableBytes { room in
        guard let base = room.baseAddress else { preconditionFailure("there is room") }
        return outbound.sealRTP(
            at: base, headerLength: header.length,
            payload: UnsafeRawBufferPointer(rebasing: room[header.length..<bytes.count]), ssrc: header.ssrc.rawValue,
            index: UInt64(header.sequenceNumber.rawValue))
    }
    sealed.removeSubrange(length...)
    checkFlips(sealed, inbound, open)
    var packet = sealed
    guard case .success(bytes.count) = open(&packet, inbound) else { preconditionFailure("what we seal opens") }
    precondition(packet.starts(with: bytes), "what we seal opens as it was")
    packet = sealed
    guard case .failure(.replayed) = open(&packet, inbound) else { preconditionFailure("a packet opens once") }
}

private func checkRTCP(_ bytes: [UInt8], _ inbound: InboundProtection, _ outbound: OutboundProtection) {
    guard bytes.count >= 8 else { return }
    var sealed = bytes + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
    let length = sealed.withUnsafeMutableBytes { room in
        guard let base = room.baseAddress else { preconditionFailure("there is room") }
        return outbound.sealRTCP(at: base, length: bytes.count)
    }
    sealed.removeSubrange(length...)
    checkFlips(sealed, inbound, openControl)
    var packet = sealed
    guard case .success(bytes.count) = openControl(&packet, inbound) else { preconditionFailure("what we seal opens") }
    precondition(packet.starts(with: bytes), "what we seal opens as it was")
    packet = sealed
    guard case .failure(.replayed) = openControl(&packet, inbound) else { preconditionFailure("a report opens once") }
}

/// One bit changed at a place that the length chooses.
private func checkFlips(
    _ sealed: [UInt8], _ inbound: InboundProtection,
    _ open: (inout [UInt8], InboundProtection) -> Result<Int, SecureTransportError>
) {
    var packet = sealed
    let bit = (sealed.count &* 2_654_435_761 &+ Int(sealed[1])) % (sealed.count * 8)
    packet[bit / 8] ^= 1 << UInt8(bit % 8)
    guard case .failure = open(&packet, inbound) else { preconditionFailure("a changed packet opened") }
}

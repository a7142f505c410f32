import RTP

/// Any bytes as an RTP packet: parsed, rewritten, resent and restored.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    check(UnsafeBufferPointer(start: start, count: count).span)
    return 0
}

private func check(_ packet: Span<UInt8>) {
    let count = packet.count
    _ = DatagramKind(of: packet)
    guard let header = PacketHeader(parsing: packet) else { return }
    precondition(header.payload.upperBound + header.padding == count, "payload and padding fill the packet")
    let sealed = PacketHeader.length(ofSealed: packet)
    precondition(sealed == header.length, "a header has one length, sealed or opened")

    var elements = header.extensions.elements
    while let element = elements.next(in: packet) {
        precondition(element.data.upperBound <= header.extensions.range.upperBound, "an element lies in its block")
        let found = header.extensions.find(element.id, in: packet)
        precondition(found != nil, "what was walked is found")
        _ = AbsoluteSendTime(parsing: packet, at: element.data)
        _ = AudioLevel(parsing: packet, at: element.data)
        _ = PlayoutDelay(parsing: packet, at: element.data)
    }

    var resent = [UInt8](repeating: 0, count: count + Retransmission.overhead)
    var span = resent.mutableSpan
    let length = Retransmission.encapsulate(
        packet, header: header, payloadType: PayloadType(lowBitsOf: 97), sequenceNumber: SequenceNumber(rawValue: 1),
        ssrc: SSRC(rawValue: 2), into: &span)
    precondition(length == resent.count, "a buffer with room takes the retransmission")
    guard let again = PacketHeader(parsing: resent.span) else { preconditionFailure("a retransmission is a packet") }
    var repaired = resent.mutableSpan
    let restored = Retransmission.decapsulate(
        &repaired, header: again, payloadType: header.payloadType, ssrc: header.ssrc)
    precondition(restored == count, "a retransmission gives the original's length")
    for index in 0..<count {
        precondition(resent[index] == packet[index], "a retransmission gives the original's bytes")
    }
}

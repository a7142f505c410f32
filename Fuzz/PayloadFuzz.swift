import RTP

/// Any bytes as the payload of each codec.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    check(UnsafeBufferPointer(start: start, count: count).span)
    return 0
}

private func check(_ packet: Span<UInt8>) {
    let count = packet.count
    for codec in MediaCodec.allCases {
        _ = codec.startsKeyFrame(packet, payload: 0..<count)
        _ = codec.pictureSize(packet, payload: 0..<count)
    }
    if let descriptor = VP8PayloadDescriptor(parsing: packet, payload: 0..<count) {
        precondition(descriptor.end < count, "a VP8 frame follows its descriptor")
        overwrite(descriptor, in: packet)
    }
    if let descriptor = VP9PayloadDescriptor(parsing: packet, payload: 0..<count) {
        precondition(descriptor.end < count, "a VP9 frame follows its descriptor")
    }
    var units = H264UnitCursor(packet, payload: 0..<count)
    while let unit = units.next(in: packet) {
        precondition(unit.body.upperBound <= count, "a unit lies in its packet")
    }
    if var blocks = RedundantBlockCursor(packet, payload: 0..<count) {
        while let block = blocks.next(in: packet) {
            precondition(block.payload.upperBound <= count, "a block lies in its packet")
        }
    }
}

/// Rewrites the counters of a descriptor and checks that they read as written.
private func overwrite(_ descriptor: VP8PayloadDescriptor, in packet: Span<UInt8>) {
    var copy = [UInt8](repeating: 0, count: packet.count)
    var span = copy.mutableSpan
    span.copy(packet, to: 0)
    descriptor.pictureID?.overwrite(with: 0x55, in: &span)
    descriptor.overwriteTemporalLayerZeroIndex(0xAA, in: &span)
    guard let again = VP8PayloadDescriptor(parsing: copy.span, payload: 0..<copy.count) else {
        preconditionFailure("a rewritten descriptor is a descriptor")
    }
    precondition(again.end == descriptor.end, "a rewrite keeps the length")
    precondition((again.pictureID == nil) == (descriptor.pictureID == nil), "a rewrite keeps the fields")
    precondition(again.pictureID.map { $0.value == 0x55 } ?? true, "the picture id is the written one")
    precondition(again.temporalLayerZeroIndex.map { $0 == 0xAA } ?? true, "the layer index is the written one")
}

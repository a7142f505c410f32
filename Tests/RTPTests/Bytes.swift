import RTP

/// Bytes written as hexadecimal digits, with spaces where they help the eye.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
    precondition(digits.count % 2 == 0, "a byte has two digits")
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

/// Bytes written as binary digits, with spaces where they help the eye; zeros fill the last byte.
func bits(_ binary: String) -> [UInt8] {
    let digits = binary.filter { !$0.isWhitespace }.compactMap(\.wholeNumberValue)
    return stride(from: 0, to: digits.count, by: 8).map { start in
        (start..<(start + 8)).reduce(0) { $0 << 1 | ($1 < digits.count ? UInt8(digits[$1]) : 0) }
    }
}

// The macros of Swift Testing cannot take a call with a span among its arguments; these take arrays.

extension PacketHeader {
    init?(_ packet: [UInt8]) {
        self.init(parsing: packet.span)
    }
}

extension HeaderExtensionBlock {
    init?(_ packet: [UInt8], at offset: Int = 0) {
        self.init(parsing: packet.span, at: offset)
    }

    func find(_ id: HeaderExtensionID, in packet: [UInt8]) -> Range<Int>? {
        find(id, in: packet.span)
    }
}

extension HeaderExtensionWriter {
    mutating func append(_ id: HeaderExtensionID, length: Int, into packet: inout [UInt8]) -> Int? {
        var span = packet.mutableSpan
        return append(id, length: length, into: &span)
    }

    mutating func finish(into packet: inout [UInt8]) -> Int {
        var span = packet.mutableSpan
        return finish(into: &span)
    }
}

extension VP8PayloadDescriptor {
    init?(_ packet: [UInt8]) {
        self.init(parsing: packet.span, payload: 0..<packet.count)
    }

    func startsKeyFrame(in packet: [UInt8]) -> Bool {
        startsKeyFrame(in: packet.span)
    }
}

extension MediaCodec {
    /// Of bytes that are payload alone.
    func startsKeyFrame(_ payload: [UInt8]) -> Bool {
        startsKeyFrame(payload.span, payload: 0..<payload.count)
    }

    /// Of bytes that are payload alone.
    func pictureSize(_ payload: [UInt8]) -> PictureSize? {
        pictureSize(payload.span, payload: 0..<payload.count)
    }

    /// Of bytes that are payload alone.
    func layerPlace(_ payload: [UInt8], marker: Bool) -> LayerPlace {
        layerPlace(payload.span, payload: 0..<payload.count, marker: marker)
    }
}

extension VP8CounterShift {
    /// To bytes that are payload alone.
    func apply(to payload: inout [UInt8]) {
        let whole = payload.indices
        var span = payload.mutableSpan
        apply(to: &span, payload: whole)
    }
}

extension DependencyDescriptorReader {
    /// Of bytes that are the descriptor alone.
    mutating func read(_ descriptor: [UInt8]) -> LayerPlace? {
        read(descriptor.span, at: 0..<descriptor.count)
    }
}

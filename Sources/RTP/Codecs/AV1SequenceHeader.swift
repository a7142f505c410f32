/// The picture size in an AV1 sequence header (AV1 specification, section 5.5.1).
enum AV1SequenceHeader {
    /// OBU_SEQUENCE_HEADER (AV1 specification, section 6.2.2).
    private static let kind: UInt8 = 1

    /// Whether an OBU element is a sequence header, by its first byte.
    static func begins(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        bytes[offset] >> 3 & 0x0F == kind
    }

    /// - Parameter element: the OBU with its header.
    static func pictureSize(in bytes: Span<UInt8>, element: Range<Int>) -> PictureSize? {
        guard !element.isEmpty, begins(bytes, at: element.lowerBound) else { return nil }
        let head = bytes[element.lowerBound]
        var offset = element.lowerBound + 1 + (head & 0x04 != 0 ? 1 : 0)
        if head & 0x02 != 0, LEB128.read(bytes, at: &offset, before: element.upperBound) == nil { return nil }
        guard offset < element.upperBound else { return nil }

        var reader = BitReader(offset..<element.upperBound)
        // seq_profile, still_picture
        guard reader.skip(4, in: bytes) != nil, let isReduced = reader.flag(in: bytes),
            (isReduced ? reader.skip(5, in: bytes) : skipOperatingPoints(&reader, in: bytes)) != nil,
            let widthBits = reader.bits(4, in: bytes), let heightBits = reader.bits(4, in: bytes),
            let width = reader.bits(Int(widthBits) + 1, in: bytes),
            let height = reader.bits(Int(heightBits) + 1, in: bytes),
            width < 0xFFFF, height < 0xFFFF
        else { return nil }
        return PictureSize(width: UInt16(width) + 1, height: UInt16(height) + 1)
    }

    /// Passes over timing information and operating points.
    private static func skipOperatingPoints(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        guard let hasTiming = reader.flag(in: bytes) else { return nil }
        var delayBits: Int?
        if hasTiming {
            guard let timing = skipTiming(&reader, in: bytes) else { return nil }
            delayBits = timing
        }
        guard let hasDisplayDelay = reader.flag(in: bytes), let points = reader.bits(5, in: bytes) else { return nil }
        for _ in 0...points {
            guard reader.skip(12, in: bytes) != nil, let level = reader.bits(5, in: bytes) else { return nil }
            // seq_tier is there for levels above 3.3.
            if level > 7, reader.skip(1, in: bytes) == nil { return nil }
            if let delayBits, delayBits > 0 {
                guard let hasModel = reader.flag(in: bytes) else { return nil }
                if hasModel, reader.skip(2 * delayBits + 1, in: bytes) == nil { return nil }
            }
            if hasDisplayDelay {
                guard let hasDelay = reader.flag(in: bytes) else { return nil }
                if hasDelay, reader.skip(4, in: bytes) == nil { return nil }
            }
        }
        return ()
    }

    /// Passes over timing_info and decoder_model_info; the bits of a buffer delay, or 0 without a model.
    private static func skipTiming(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Int? {
        guard reader.skip(64, in: bytes) != nil, let isEqual = reader.flag(in: bytes) else { return nil }
        if isEqual, reader.exponentialGolomb(in: bytes) == nil { return nil }
        guard let hasModel = reader.flag(in: bytes) else { return nil }
        guard hasModel else { return 0 }
        guard let delayBits = reader.bits(5, in: bytes), reader.skip(42, in: bytes) != nil else { return nil }
        return Int(delayBits) + 1
    }
}

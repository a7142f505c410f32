/// The uncompressed header of a VP9 frame, as far as the picture's size.
///
/// Source: VP9 bitstream specification 0.6, section 6.2.
enum VP9FrameHeader {
    /// The sync code of a key frame.
    private static let syncCode: UInt32 = 0x49_83_42
    /// Colour space sRGB, whose layout of fields differs.
    private static let sRGB: UInt32 = 7

    /// Width and height of a key frame; nil for other frames and for bytes that are none.
    static func keyFrameSize(in bytes: Span<UInt8>, range: Range<Int>) -> PictureSize? {
        var reader = BitReader(range)
        guard reader.bits(2, in: bytes) == 2,
            let low = reader.bits(1, in: bytes), let high = reader.bits(1, in: bytes)
        else { return nil }
        let profile = high << 1 | low
        if profile == 3 {
            guard reader.skip(1, in: bytes) != nil else { return nil }
        }
        // show_existing_frame and frame_type must be clear; show_frame and error_resilient_mode are passed over.
        guard reader.bits(2, in: bytes) == 0, reader.skip(2, in: bytes) != nil,
            reader.bits(24, in: bytes) == syncCode,
            skipColourConfiguration(profile: profile, &reader, in: bytes) != nil,
            let width = reader.bits(16, in: bytes), let height = reader.bits(16, in: bytes),
            width < 0xFFFF, height < 0xFFFF
        else { return nil }
        return PictureSize(width: UInt16(width) + 1, height: UInt16(height) + 1)
    }

    private static func skipColourConfiguration(
        profile: UInt32, _ reader: inout BitReader, in bytes: Span<UInt8>
    ) -> Void? {
        if profile >= 2 {
            guard reader.skip(1, in: bytes) != nil else { return nil }
        }
        guard let colourSpace = reader.bits(3, in: bytes) else { return nil }
        let hasSubsampling = profile == 1 || profile == 3
        if colourSpace == sRGB {
            return hasSubsampling ? reader.skip(1, in: bytes) : nil
        }
        return reader.skip(hasSubsampling ? 4 : 1, in: bytes)
    }
}

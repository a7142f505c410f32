/// The picture size in an H.264 sequence parameter set (ITU-T H.264, section 7.3.2.1.1).
enum H264SequenceParameters {
    /// Profiles whose sets carry the chroma fields.
    private static let profilesWithChroma: Set<UInt32> = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]
    /// The longest list of frame offsets a set may have (num_ref_frames_in_pic_order_cnt_cycle).
    private static let mostOrderOffsets: UInt32 = 255

    /// - Parameter range: the unit's bytes behind its header byte.
    static func pictureSize(in bytes: Span<UInt8>, range: Range<Int>) -> PictureSize? {
        var reader = BitReader(range, skipsEmulationPrevention: true)
        guard let profile = reader.bits(8, in: bytes), reader.skip(16, in: bytes) != nil,
            reader.exponentialGolomb(in: bytes) != nil,
            let chroma = chromaFormat(profile: profile, &reader, in: bytes),
            // log2_max_frame_num_minus4
            reader.exponentialGolomb(in: bytes) != nil,
            skipPictureOrder(&reader, in: bytes) != nil,
            // max_num_ref_frames, gaps_in_frame_num_value_allowed_flag
            reader.exponentialGolomb(in: bytes) != nil, reader.skip(1, in: bytes) != nil,
            let columns = reader.exponentialGolomb(in: bytes), let rows = reader.exponentialGolomb(in: bytes),
            let framesOnly = reader.flag(in: bytes),
            framesOnly || reader.skip(1, in: bytes) != nil,
            // direct_8x8_inference_flag
            reader.skip(1, in: bytes) != nil,
            let crop = cropping(&reader, in: bytes)
        else { return nil }

        let fieldFactor: UInt64 = framesOnly ? 1 : 2
        let stepX: UInt64 = chroma == 1 || chroma == 2 ? 2 : 1
        let stepY: UInt64 = (chroma == 1 ? 2 : 1) * fieldFactor
        let codedWidth = (UInt64(columns) + 1) * 16
        let codedHeight = (UInt64(rows) + 1) * 16 * fieldFactor
        let cutX = crop.horizontal * stepX
        let cutY = crop.vertical * stepY
        guard cutX < codedWidth, cutY < codedHeight,
            let width = UInt16(exactly: codedWidth - cutX), let height = UInt16(exactly: codedHeight - cutY)
        else { return nil }
        return PictureSize(width: width, height: height)
    }

    /// chroma_format_idc, with the fields that follow it passed over; 1 (4:2:0) where the profile implies it.
    private static func chromaFormat(
        profile: UInt32, _ reader: inout BitReader, in bytes: Span<UInt8>
    ) -> UInt32? {
        guard profilesWithChroma.contains(profile) else { return 1 }
        guard let chroma = reader.exponentialGolomb(in: bytes), chroma <= 3 else { return nil }
        if chroma == 3, reader.skip(1, in: bytes) == nil { return nil }
        guard reader.exponentialGolomb(in: bytes) != nil, reader.exponentialGolomb(in: bytes) != nil,
            reader.skip(1, in: bytes) != nil, let hasMatrix = reader.flag(in: bytes)
        else { return nil }
        if hasMatrix {
            for list in 0..<(chroma == 3 ? 12 : 8) {
                guard skipScalingList(size: list < 6 ? 16 : 64, &reader, in: bytes) != nil else { return nil }
            }
        }
        return chroma
    }

    /// Passes over one scaling list (section 7.3.2.1.1.1).
    private static func skipScalingList(size: Int, _ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        guard let isPresent = reader.flag(in: bytes) else { return nil }
        guard isPresent else { return () }
        var last: Int64 = 8
        for _ in 0..<size {
            guard let code = reader.exponentialGolomb(in: bytes) else { return nil }
            let delta = code & 1 == 1 ? Int64(code / 2) + 1 : -Int64(code / 2)
            last = (last + delta) & 0xFF
            if last == 0 { return () }
        }
        return ()
    }

    private static func skipPictureOrder(_ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        guard let kind = reader.exponentialGolomb(in: bytes), kind <= 2 else { return nil }
        if kind == 0 {
            return reader.exponentialGolomb(in: bytes) == nil ? nil : ()
        }
        guard kind == 1 else { return () }
        guard reader.skip(1, in: bytes) != nil, reader.exponentialGolomb(in: bytes) != nil,
            reader.exponentialGolomb(in: bytes) != nil, let count = reader.exponentialGolomb(in: bytes),
            count <= mostOrderOffsets
        else { return nil }
        for _ in 0..<count {
            guard reader.exponentialGolomb(in: bytes) != nil else { return nil }
        }
        return ()
    }

    /// The cropped steps, both sides added up.
    private static func cropping(
        _ reader: inout BitReader, in bytes: Span<UInt8>
    ) -> (horizontal: UInt64, vertical: UInt64)? {
        guard let isCropped = reader.flag(in: bytes) else { return nil }
        guard isCropped else { return (0, 0) }
        guard let left = reader.exponentialGolomb(in: bytes), let right = reader.exponentialGolomb(in: bytes),
            let top = reader.exponentialGolomb(in: bytes), let bottom = reader.exponentialGolomb(in: bytes)
        else { return nil }
        return (UInt64(left) + UInt64(right), UInt64(top) + UInt64(bottom))
    }
}

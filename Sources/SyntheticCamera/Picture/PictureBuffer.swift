/// One picture in planar YUV 4:2:0, the form VP8 takes.
///
/// The three planes lie behind each other in one block: luma, blue difference, red difference, without padding.
struct PictureBuffer: ~Copyable {
    let format: PictureFormat
    let bytes: UnsafeMutableBufferPointer<UInt8>

    init(format: PictureFormat) {
        self.format = format
        bytes = .allocate(capacity: format.width * format.height * 3 / 2)
        bytes.initialize(repeating: 16)
    }

    deinit {
        bytes.deallocate()
    }

    mutating func copy(from other: borrowing PictureBuffer) {
        precondition(format == other.format, "pictures of different sizes cannot be copied onto each other")
        _ = bytes.update(from: other.bytes)
    }

    /// Lays the ink that `shade` gives for each point over what is there.
    ///
    /// - Parameter shade: is asked for points in scene units, once per luma pixel and once per group of four for colour.
    @inline(__always)
    mutating func paint(_ box: SceneBox, _ shade: (_ x: Float, _ y: Float) -> Ink) {
        let scale = format.scale
        let width = format.width, height = format.height
        let columns = Self.span(from: box.left * scale, to: box.right * scale, limit: width)
        let rows = Self.span(from: box.top * scale, to: box.bottom * scale, limit: height)
        guard let base = bytes.baseAddress, !columns.isEmpty, !rows.isEmpty else { return }

        let unit = 1 / scale
        for row in rows {
            let line = base + row * width
            let y = (Float(row) + 0.5) * unit
            for column in columns {
                let ink = shade((Float(column) + 0.5) * unit, y)
                if ink.cover > 0 { Self.lay(ink.tint.luma, ink.cover, on: line + column) }
            }
        }

        let chromaWidth = width / 2
        let blue = base + width * height
        let red = blue + chromaWidth * (height / 2)
        for row in rows.lowerBound / 2..<(rows.upperBound + 1) / 2 {
            let y = Float(row * 2 + 1) * unit
            for column in columns.lowerBound / 2..<(columns.upperBound + 1) / 2 {
                let ink = shade(Float(column * 2 + 1) * unit, y)
                if ink.cover > 0 {
                    Self.lay(ink.tint.blueDifference, ink.cover, on: blue + row * chromaWidth + column)
                    Self.lay(ink.tint.redDifference, ink.cover, on: red + row * chromaWidth + column)
                }
            }
        }
    }

    private static func span(from low: Float, to high: Float, limit: Int) -> Range<Int> {
        let start = min(max(Int(low.rounded(.down)), 0), limit)
        return start..<min(max(Int(high.rounded(.up)), start), limit)
    }

    @inline(__always)
    private static func lay(_ value: Float, _ cover: Float, on sample: UnsafeMutablePointer<UInt8>) {
        let below = Float(sample.pointee)
        // Tints and covers are in range by construction, and so is every mixture of two samples.
        sample.pointee = UInt8(below + (value - below) * min(cover, 1) + 0.5)
    }
}

// The buffer is the only owner of its block, so whoever holds it may hand it to another thread.
extension PictureBuffer: @unchecked Sendable {}

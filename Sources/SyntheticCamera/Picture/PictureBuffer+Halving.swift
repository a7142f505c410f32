extension PictureBuffer {
    /// Takes over a picture twice as wide and twice as high: each sample is the mean of four.
    mutating func halve(_ other: borrowing PictureBuffer) {
        precondition(format == other.format.half, "only a picture of twice the size is halved into this one")
        guard var source = UnsafePointer(other.bytes.baseAddress), var target = bytes.baseAddress else { return }
        for (width, height) in [
            (format.width, format.height), (format.width / 2, format.height / 2), (format.width / 2, format.height / 2),
        ] {
            Self.halve(source, into: target, width: width, height: height)
            source += 4 * width * height
            target += width * height
        }
    }

    /// Fills a plane of `width` × `height` samples from one of four times as many.
    private static func halve(
        _ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, width: Int, height: Int
    ) {
        for row in 0..<height {
            let line = target + row * width
            let upper = source + 4 * row * width
            let lower = upper + 2 * width
            for column in 0..<width {
                let above = UInt16(upper[2 * column]) &+ UInt16(upper[2 * column + 1])
                let below = UInt16(lower[2 * column]) &+ UInt16(lower[2 * column + 1])
                line[column] = UInt8(truncatingIfNeeded: (above &+ below &+ 2) >> 2)
            }
        }
    }
}

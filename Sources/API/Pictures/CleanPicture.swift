/// A picture that holds what is seen, and nothing else.
struct CleanPicture: Sendable, Hashable {
    let format: PictureFormat
    /// As it is shown, after a turn that the picture asks for.
    let width: Int
    let height: Int
    let bytes: [UInt8]

    /// Checks a file part by part, and leaves out whatever is not needed to draw it.
    ///
    /// Places, cameras, texts, previews and anything behind the end are gone; a JPEG keeps the one word of its metadata
    /// that says which way is up.
    init(cleaning file: [UInt8]) throws(PictureError) {
        guard let format = PictureFormat(signature: file[...]) else { throw .unknownFormat }
        switch format {
        case .png: self = try PNGCleaner.clean(file)
        case .jpeg: self = try JPEGCleaner.clean(file)
        case .webp: self = try WebPCleaner.clean(file)
        }
    }

    init(_ format: PictureFormat, width: Int, height: Int, bytes: [UInt8]) throws(PictureError) {
        guard PictureLimits.pixels.contains(width), PictureLimits.pixels.contains(height) else {
            throw .tooManyPixels(width: width, height: height)
        }
        self.format = format
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}

extension Collection<UInt8> {
    /// The number that these bytes write, the greatest first.
    var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }

    /// The number that these bytes write, the smallest first.
    var littleEndian: Int { reversed().reduce(0) { $0 << 8 | Int($1) } }
}

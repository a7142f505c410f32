/// Why a picture was not taken.
enum PictureError: Error, Hashable {
    /// Neither PNG, JPEG nor WebP, whatever its name says.
    case unknownFormat
    case damaged(String)
    case tooManyPixels(width: Int, height: Int)
    /// A kind of the format that browsers do not all show.
    case unsupported(String)
}

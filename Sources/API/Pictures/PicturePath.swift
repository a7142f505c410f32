internal import Commerce

/// Where pictures are found.
enum PicturePath {
    static let prefix = "/pictures/"

    static func url(of file: PictureFile) -> String { prefix + file.rawValue }
}

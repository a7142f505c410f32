package import Commerce
internal import Foundation

/// The folder of pictures: files are named by what is in them, and never change.
package struct PictureStore: Sendable {
    private let folder: URL

    /// Makes the folder when it is not there.
    package init(folder path: String) throws {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Stores a checked picture; the same picture twice is one file.
    func store(_ picture: CleanPicture) throws -> PictureFile {
        try write(picture.bytes, ending: picture.format.rawValue)
    }

    /// Stores a picture of the house's own, which may be an SVG; not for anything that came from outside.
    package func install(_ bytes: [UInt8], ending: String) throws -> PictureFile {
        try write(bytes, ending: ending)
    }

    private func write(_ bytes: [UInt8], ending: String) throws -> PictureFile {
        let name = "\(Base64URL.encode(Array(Sodium.digest(bytes).prefix(18)))).\(ending)"
        // The alphabet of base 64 may begin with a hyphen or an underscore, but never with a dot.
        guard let file = PictureFile(rawValue: name) else { throw CocoaError(.fileWriteInvalidFileName) }
        let target = folder.appendingPathComponent(name)
        if !FileManager.default.fileExists(atPath: target.path) {
            try Data(bytes).write(to: target, options: .atomic)
        }
        return file
    }

    func read(_ file: PictureFile) -> [UInt8]? {
        FileManager.default.contents(atPath: folder.appendingPathComponent(file.rawValue).path).map(Array.init)
    }
}

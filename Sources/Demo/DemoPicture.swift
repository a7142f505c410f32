package import Foundation

/// A picture that comes with the demo: an SVG file drawn for it.
package struct DemoPicture: Hashable, Sendable {
    /// The file's name, without a folder.
    package var file: String
    /// What it shows, for those who do not see it.
    package var alt: String
    package var width: Int
    package var height: Int

    /// A product's picture: a square.
    static func square(_ name: String, alt: String) -> Self {
        Self(file: name + ".svg", alt: alt, width: 1_200, height: 1_200)
    }

    /// A show's poster, 16:9.
    static func poster(_ name: String, alt: String) -> Self {
        Self(file: name + ".svg", alt: alt, width: 1_600, height: 900)
    }

    /// Reads the file from the bundle.
    package func load() throws(DemoContentError) -> Data {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Content/Pictures", isDirectory: true)
        do {
            return try Data(contentsOf: folder.appendingPathComponent(file))
        } catch {
            throw .pictureUnreadable(file, reason: error.localizedDescription)
        }
    }
}

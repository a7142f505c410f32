package import Domain

/// A picture of a product; its bytes lie in a file that the HTTP edge owns.
package struct Picture: Sendable, Hashable, Codable {
    package var id: PictureID
    /// The file's name in the pictures folder.
    package var file: PictureFile
    package var width: Int
    package var height: Int
    /// What it shows, for those who do not see it.
    package var alt: String
}

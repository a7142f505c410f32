/// Width and height of a coded picture, in pixels.
package struct PictureSize: Hashable, Sendable {
    package var width: UInt16
    package var height: UInt16

    @inlinable
    package init(width: UInt16, height: UInt16) {
        self.width = width
        self.height = height
    }

    /// The shorter side, by which people name a picture: 720 for 1280×720 and for 720×1280.
    package var lines: Int { Int(min(width, height)) }
}

/// What is known of a show's stream; the form in which clients read it.
package struct ShowMedia: Codable, Hashable, Sendable {
    package var live: Bool
    /// `VP8`, `VP9`, `H264` or `AV1`; nil while nobody publishes.
    @ExplicitNull package var codec: String?
    /// Whether the picture comes from the built-in camera.
    package var synthetic: Bool

    package init(live: Bool, codec: String?, synthetic: Bool) {
        self.live = live
        _codec = ExplicitNull(wrappedValue: codec)
        self.synthetic = synthetic
    }

    package static let none = ShowMedia(live: false, codec: nil, synthetic: false)
}

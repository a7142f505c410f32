/// Bounds of pictures.
enum PictureLimits {
    /// Larger than any screen shows; 6,000 × 6,000 take 144 MB decoded, which browsers still stand.
    static let pixels = 1...6_000
    /// Segments or chunks of one file; cameras write about thirty.
    static let parts = 4_096
}

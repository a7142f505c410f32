/// What became of an imported file.
package struct ImportReport: Codable, Sendable, Hashable {
    /// Products that are new.
    package var created = 0
    /// Products that were there.
    package var updated = 0
    /// Lines that were not taken.
    package var skipped = 0
    /// Addresses of pictures that were passed over: pictures are uploaded at the product.
    package var pictures = 0
    /// What is wrong with each of them, in the order of the file; at most as many as ``CSVLimits/problems``.
    package var lines: [ImportProblem] = []
}

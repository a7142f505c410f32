/// How high a picture a viewer of a market is sent who has not chosen; `{"lines": 720}` in JSON.
///
/// Where data is dear a smaller one is the better one. Whoever wants more chooses it.
package struct PictureDefault: Sendable, Hashable, Encodable {
    /// The shorter side of the highest picture, in pixels.
    package let lines: Int

    /// From the smallest that shows goods to 8K.
    package static let possible = 144...4_320

    /// nil when it is not in the ``possible`` range.
    package init?(lines: Int64) {
        guard let lines = Int(exactly: lines), Self.possible.contains(lines) else { return nil }
        self.lines = lines
    }
}

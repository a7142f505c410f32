/// Which stream and track of the application a section carries (RFC 8830).
package struct MediaStreamID: Hashable, Sendable {
    /// `-` for a track outside any stream.
    package var stream: String
    package var track: String?

    package init(stream: String, track: String? = nil) {
        self.stream = stream
        self.track = track
    }

    init?(parsing value: Substring) {
        let fields = value.fields(limit: 2)
        guard let first = fields.first, !first.isEmpty else { return nil }
        stream = String(first)
        track = fields.count == 2 ? String(fields[1]) : nil
    }

    var text: String { track.map { "\(stream) \($0)" } ?? stream }
}

/// The parameters of a format, from its `a=fmtp` line: `name=value;name=value`.
package struct FormatParameters: Hashable, Sendable {
    /// As written.
    package var text: String

    package init(_ text: String = "") {
        self.text = text
    }

    /// The profile that H.264 formats give.
    package var h264Profile: H264Profile {
        self["profile-level-id"].flatMap { H264Profile(parsing: $0) } ?? .unstated
    }

    /// The value of the first parameter of this name, compared without regard to case.
    package subscript(name: String) -> Substring? {
        for parameter in text.fields(separator: UInt8(ascii: ";")) {
            let pair = parameter.trimmed.fields(separator: UInt8(ascii: "="), limit: 2)
            if pair.count == 2, pair[0].lowercased() == name.lowercased() { return pair[1].trimmed }
        }
        return nil
    }
}

extension SessionDescription: CustomStringConvertible {
    /// The description as it goes over the wire, lines ended by CR LF.
    ///
    /// Parsing it gives an equal value, for every value that came from parsing.
    package var description: String {
        var lines = ["v=0", "o=\(origin.text)", "s=-", "t=0 0"]
        if !bundle.isEmpty {
            lines.append("a=group:BUNDLE \(bundle.map(\.rawValue).joined(separator: " "))")
        }
        if isIceLite { lines.append("a=ice-lite") }
        lines += otherAttributes.map { "a=\($0.text)" }
        for section in media { lines += section.lines }
        return lines.joined(separator: "\r\n") + "\r\n"
    }
}

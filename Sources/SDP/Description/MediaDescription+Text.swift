import RTP

extension MediaDescription {
    /// The lines of the section, without their ends.
    var lines: [String] {
        let tokens = formats.map { String($0.payloadType.rawValue) } + otherFormats
        var lines = [
            "m=\(kind) \(port) \(transportProtocol.rawValue) \(tokens.joined(separator: " "))",
            // The address that means "see the candidates" (RFC 9429, section 5.2.1).
            "c=IN IP4 0.0.0.0",
        ]
        func add(_ name: String, _ value: String) { lines.append("a=\(name):\(value)") }
        func add(_ flag: Bool, _ name: String) { if flag { lines.append("a=\(name)") } }

        if let mid { add("mid", mid.rawValue) }
        add(isBundleOnly, "bundle-only")
        lines += transport.lines
        lines += candidates.map { "a=\($0.text)" }
        add(hasEndOfCandidates, "end-of-candidates")
        lines.append("a=\(direction.rawValue)")
        add(multiplexesRTCP, "rtcp-mux")
        add(allowsReducedSizeRTCP, "rtcp-rsize")
        add(allowsMixedExtensions, "extmap-allow-mixed")
        for mapping in extensions { add("extmap", mapping.text) }
        for feedback in commonFeedback { add("rtcp-fb", "* \(feedback.rawValue)") }
        lines += formats.flatMap(\.lines)
        for stream in streams { add("msid", stream.text) }
        for group in sourceGroups { add("ssrc-group", group.text) }
        for source in sources { lines += source.lines }
        for restriction in restrictions { add("rid", restriction.text) }
        if let simulcast { add("simulcast", simulcast.text) }
        lines += otherAttributes.map { "a=\($0.text)" }
        return lines
    }
}

extension PayloadFormat {
    fileprivate var lines: [String] {
        let type = payloadType.rawValue
        var lines: [String] = []
        if let encoding { lines.append("a=rtpmap:\(type) \(encoding.text)") }
        lines += feedback.map { "a=rtcp-fb:\(type) \($0.rawValue)" }
        if let parameters { lines.append("a=fmtp:\(type) \(parameters.text)") }
        return lines
    }
}

extension StreamSource {
    fileprivate var lines: [String] {
        attributes.isEmpty ? ["a=ssrc:\(ssrc)"] : attributes.map { "a=ssrc:\(ssrc) \($0.text)" }
    }
}

extension IceFragment: CustomStringConvertible {
    /// The fragment as it goes over the wire, lines ended by CR LF.
    package var description: String {
        var transport = TransportAttributes()
        transport.userFragment = userFragment
        transport.password = password
        transport.iceOptions = iceOptions
        var lines = transport.lines + candidates.map { "a=\($0.text)" }
        if hasEndOfCandidates { lines.append("a=end-of-candidates") }
        for section in sections {
            lines.append("m=\(section.mediaLine)")
            if let mid = section.mid { lines.append("a=mid:\(mid.rawValue)") }
            lines += section.candidates.map { "a=\($0.text)" }
            if section.hasEndOfCandidates { lines.append("a=end-of-candidates") }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }
}

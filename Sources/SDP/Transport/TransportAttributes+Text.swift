extension TransportAttributes {
    /// The lines of ICE and DTLS, without their ends.
    var lines: [String] {
        var lines: [String] = []
        if let userFragment { lines.append("a=ice-ufrag:\(userFragment)") }
        if let password { lines.append("a=ice-pwd:\(password)") }
        if !iceOptions.isEmpty { lines.append("a=ice-options:\(iceOptions.joined(separator: " "))") }
        lines += fingerprints.map { "a=fingerprint:\($0.text)" }
        if let setup { lines.append("a=setup:\(setup.rawValue)") }
        return lines
    }
}

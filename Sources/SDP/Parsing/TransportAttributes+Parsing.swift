extension TransportAttributes {
    /// Takes an attribute of ICE or DTLS; false when it is none.
    mutating func apply(_ attribute: Attribute) throws(SDPProblem) -> Bool {
        switch attribute.name {
        case "ice-ufrag":
            userFragment = try attribute.parsed { IceCredentials.isUserFragment($0) ? String($0) : nil }
        case "ice-pwd":
            password = try attribute.parsed { IceCredentials.isPassword($0) ? String($0) : nil }
        case "ice-options":
            iceOptions = try attribute.parsed { $0.fields().map(String.init) }
        case "fingerprint":
            fingerprints.append(try attribute.parsed { Fingerprint(parsing: $0) })
        case "setup":
            setup = try attribute.parsed { SetupRole(rawValue: String($0)) }
        default:
            return false
        }
        return true
    }
}

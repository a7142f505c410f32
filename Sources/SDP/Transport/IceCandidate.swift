/// One address at which a peer may be reached (RFC 8839, section 5.1).
package struct IceCandidate: Hashable, Sendable {
    package var foundation: String
    /// 1 for RTP; with rtcp-mux there is no other.
    package var component: UInt16
    /// `udp` or `tcp`, lower case.
    package var transport: String
    package var priority: UInt32
    /// An IP address, or a name under `.local` (mDNS).
    package var address: String
    package var port: UInt16
    package var kind: IceCandidateKind
    /// Whatever follows: related address, TCP type, extensions.
    package var rest: String

    package init(
        foundation: String, component: UInt16 = 1, transport: String = "udp", priority: UInt32, address: String,
        port: UInt16, kind: IceCandidateKind = .host, rest: String = ""
    ) {
        self.foundation = foundation
        self.component = component
        self.transport = transport
        self.priority = priority
        self.address = address
        self.port = port
        self.kind = kind
        self.rest = rest
    }

    /// Parses what stands behind `candidate:`; nil when the grammar is not met.
    package init?(parsing value: some StringProtocol) {
        let fields = Substring(value).fields(limit: 9)
        guard fields.count >= 8, fields[6] == "typ", let kind = IceCandidateKind(rawValue: String(fields[7])),
            (1...32).contains(fields[0].utf8.count),
            let component = UInt16(fields[1]), (1...256).contains(component),
            let priority = UInt32(fields[3]), let port = UInt16(fields[5]), (1...253).contains(fields[4].utf8.count)
        else { return nil }
        foundation = String(fields[0])
        self.component = component
        transport = fields[2].lowercased()
        self.priority = priority
        address = String(fields[4])
        self.port = port
        self.kind = kind
        rest = fields.count > 8 ? String(fields[8]) : ""
    }

    /// The text behind `a=`.
    package var text: String {
        let head =
            "candidate:\(foundation) \(component) \(transport) \(priority) \(address) \(port) typ \(kind.rawValue)"
        return rest.isEmpty ? head : "\(head) \(rest)"
    }
}

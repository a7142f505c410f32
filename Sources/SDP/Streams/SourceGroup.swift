package import RTP

/// Packet streams that belong together, from `a=ssrc-group` (RFC 5576, section 4.2).
package struct SourceGroup: Hashable, Sendable {
    package var semantics: Semantics
    package var sources: [SSRC]

    package init(semantics: Semantics, sources: [SSRC]) {
        self.semantics = semantics
        self.sources = sources
    }

    /// Parses `semantics ssrc ssrc …`.
    init?(parsing value: Substring) {
        let fields = value.fields()
        guard fields.count >= 2, fields[0].isToken else { return nil }
        semantics = Semantics(rawValue: String(fields[0]))
        sources = []
        for field in fields.dropFirst() {
            guard let number = UInt32(field) else { return nil }
            sources.append(SSRC(rawValue: number))
        }
    }

    var text: String {
        "\(semantics.rawValue) \(sources.map(\.description).joined(separator: " "))"
    }
}

extension SourceGroup {
    /// What binds the sources of a group.
    package struct Semantics: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// A stream and its retransmission (RFC 4588).
        package static let retransmission = Semantics(rawValue: "FID")
        /// A stream and what protects it (RFC 5956).
        package static let protection = Semantics(rawValue: "FEC-FR")
        /// The layers of a simulcast, lowest first.
        package static let simulcast = Semantics(rawValue: "SIM")
    }
}

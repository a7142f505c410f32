package import RTP

/// An `a=extmap` line: which local id stands for which extension (RFC 8285, section 8).
package struct HeaderExtensionMapping: Hashable, Sendable {
    package var id: HeaderExtensionID
    package var direction: Direction?
    package var uri: String
    /// Attributes of the extension, as written behind the URI.
    package var attributes: String?

    package init(id: HeaderExtensionID, uri: HeaderExtensionURI) {
        self.id = id
        self.uri = uri.rawValue
    }

    private init(id: HeaderExtensionID, direction: Direction?, uri: String, attributes: String?) {
        self.id = id
        self.direction = direction
        self.uri = uri
        self.attributes = attributes
    }

    /// Parses `id[/direction] uri [attributes]`; nil where no packet can carry the id.
    ///
    /// Offers may use 15, and 4096–4351 for what they have no id left for (RFC 8285, sections 4.2 and 7).
    static func parse(_ value: Substring) throws(SDPProblem) -> HeaderExtensionMapping? {
        let fields = value.fields(limit: 3)
        guard fields.count >= 2 else { throw .badAttribute("extmap") }
        let head = fields[0].fields(separator: UInt8(ascii: "/"))
        guard let first = head.first, head.count <= 2, let number = UInt16(first), number > 0 else {
            throw .badAttribute("extmap")
        }
        let direction = head.count == 2 ? Direction(rawValue: String(head[1])) : nil
        guard head.count == 1 || direction != nil else { throw .badAttribute("extmap") }
        return UInt8(exactly: number).flatMap(HeaderExtensionID.init).map { id in
            HeaderExtensionMapping(
                id: id, direction: direction, uri: String(fields[1]),
                attributes: fields.count == 3 ? String(fields[2]) : nil)
        }
    }

    package var knownURI: HeaderExtensionURI? { HeaderExtensionURI(rawValue: uri) }

    var text: String {
        let way = direction.map { "/\($0.rawValue)" } ?? ""
        let rest = attributes.map { " \($0)" } ?? ""
        return "\(id.rawValue)\(way) \(uri)\(rest)"
    }
}

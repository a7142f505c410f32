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

    /// Parses `id[/direction] uri [attributes]`.
    init?(parsing value: Substring) {
        let fields = value.fields(limit: 3)
        guard fields.count >= 2 else { return nil }
        let head = fields[0].fields(separator: UInt8(ascii: "/"))
        guard let first = head.first, head.count <= 2, let number = UInt8(first),
            let id = HeaderExtensionID(rawValue: number)
        else {
            return nil
        }
        self.id = id
        if head.count == 2 {
            guard let direction = Direction(rawValue: String(head[1])) else { return nil }
            self.direction = direction
        }
        uri = String(fields[1])
        attributes = fields.count == 3 ? String(fields[2]) : nil
    }

    package var knownURI: HeaderExtensionURI? { HeaderExtensionURI(rawValue: uri) }

    var text: String {
        let way = direction.map { "/\($0.rawValue)" } ?? ""
        let rest = attributes.map { " \($0)" } ?? ""
        return "\(id.rawValue)\(way) \(uri)\(rest)"
    }
}

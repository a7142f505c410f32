package import RTP

/// The header extensions both sides agreed on, each with its local id.
package struct NegotiatedExtensions: Hashable, Sendable {
    private var ids: [HeaderExtensionURI: HeaderExtensionID] = [:]

    package init() {}

    /// Those of the offered mappings that are wanted; the first of two for one extension counts.
    ///
    /// Only ids of the one-byte form are taken: it is the form we write (RFC 8285, section 4.2).
    ///
    /// - Parameter flows: whether a mapping's direction, when it has one, is the way our media goes.
    init(_ offered: [HeaderExtensionMapping], wanted: [HeaderExtensionURI], flows: (Direction) -> Bool) {
        for mapping in offered {
            guard let uri = mapping.knownURI, wanted.contains(uri), ids[uri] == nil, mapping.id.fitsOneByteForm,
                !ids.values.contains(mapping.id), mapping.direction.map(flows) ?? true
            else { continue }
            ids[uri] = mapping.id
        }
    }

    package subscript(uri: HeaderExtensionURI) -> HeaderExtensionID? { ids[uri] }

    package func contains(_ uri: HeaderExtensionURI) -> Bool { ids[uri] != nil }

    /// As they stand in a description, by id.
    var mappings: [HeaderExtensionMapping] {
        ids.map { HeaderExtensionMapping(id: $0.value, uri: $0.key) }.sorted { $0.id.rawValue < $1.id.rawValue }
    }
}

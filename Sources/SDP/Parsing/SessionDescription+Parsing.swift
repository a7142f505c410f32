extension SessionDescription {
    /// Parses a session description; lines may end in CR LF or in LF alone.
    ///
    /// Line types and attributes that mean nothing to us are passed over or kept as text; what we would act on must
    /// follow its grammar.
    package init(parsing text: String) throws(SDPError) {
        guard !text.isEmpty else { throw SDPError(line: 0, problem: .empty) }
        guard text.utf8.count <= SDPLimits.bytes else { throw SDPError(line: 0, problem: .tooManyBytes) }
        var lines = SDPLineReader(text)
        do throws(SDPProblem) {
            self = try Self.read(&lines)
        } catch {
            throw SDPError(line: error == .noOrigin ? 0 : lines.number, problem: error)
        }
    }

    private static func read(_ lines: inout SDPLineReader) throws(SDPProblem) -> SessionDescription {
        guard let first = try lines.next() else { throw .empty }
        guard first.type == UInt8(ascii: "v") else { throw .noVersion }
        guard first.value == "0" else { throw .unsupportedVersion }

        var origin: Origin?
        var head = SessionAttributes()
        var media: [MediaDescription] = []
        var attributes = 0
        while let line = try lines.next() {
            switch line.type {
            case UInt8(ascii: "o") where media.isEmpty:
                guard let parsed = Origin(parsing: line.value) else { throw .badOrigin }
                origin = parsed
            case UInt8(ascii: "m"):
                guard media.count < SDPLimits.mediaSections else { throw .tooManyMediaSections }
                attributes = 0
                media.append(try MediaDescription(mediaLine: line.value, session: head))
            case UInt8(ascii: "a"):
                attributes += 1
                guard attributes <= SDPLimits.attributesPerSection else { throw .tooManyAttributes }
                let attribute = Attribute(parsing: line.value)
                if media.isEmpty {
                    try head.apply(attribute)
                } else {
                    try media[media.count - 1].apply(attribute)
                }
            default:
                continue
            }
        }
        guard let origin else { throw .noOrigin }
        var description = SessionDescription(origin: origin)
        description.bundle = head.bundle
        description.isIceLite = head.isIceLite
        description.otherAttributes = head.others
        for index in media.indices { media[index].transport.inherit(head.transport) }
        description.media = media
        return description
    }
}

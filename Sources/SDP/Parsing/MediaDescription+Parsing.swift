import RTP

extension MediaDescription {
    /// Parses the value of an `m=` line.
    ///
    /// What the session's head says for every section is taken over.
    init(mediaLine value: Substring, session: SessionAttributes) throws(SDPProblem) {
        let fields = value.fields()
        guard fields.count >= 4, fields[0].isToken,
            // The count of ports, "port/2", is never used with ICE.
            let port = UInt16(fields[1])
        else { throw .badMediaLine }
        self.init(
            kind: String(fields[0]), port: port, transportProtocol: TransportProtocol(rawValue: String(fields[2])))
        if transportProtocol.carriesRTP {
            guard fields.count - 3 <= SDPLimits.payloadTypes else { throw .tooManyPayloadTypes }
            for field in fields[3...] {
                guard let number = UInt8(field), let type = PayloadType(rawValue: number) else { throw .badMediaLine }
                // A type listed twice counts once.
                guard format(type) == nil else { continue }
                formats.append(PayloadFormat(payloadType: type))
            }
        } else {
            otherFormats = fields[3...].map(String.init)
        }
        direction = session.direction ?? .sendReceive
        allowsMixedExtensions = session.allowsMixedExtensions
    }

    /// Takes one attribute of the section.
    mutating func apply(_ attribute: Attribute) throws(SDPProblem) {
        if try transport.apply(attribute) { return }
        if try applyFormatAttribute(attribute) { return }
        if try applyStreamAttribute(attribute) { return }
        switch attribute.name {
        case "mid":
            mid = try attribute.parsed { Mid(rawValue: String($0)) }
        case "sendrecv", "sendonly", "recvonly", "inactive":
            direction = Direction(rawValue: attribute.name) ?? direction
        case "bundle-only":
            isBundleOnly = true
        case "rtcp-mux":
            multiplexesRTCP = true
        case "rtcp-rsize":
            allowsReducedSizeRTCP = true
        case "extmap-allow-mixed":
            allowsMixedExtensions = true
        case "extmap":
            if let mapping = try HeaderExtensionMapping.parse(attribute.value?[...] ?? "") {
                extensions.append(mapping)
            }
        case "candidate":
            // Candidates of a kind we do not know must be passed over (RFC 8839, section 5.1).
            if let candidate = attribute.value.flatMap({ IceCandidate(parsing: $0) }) { candidates.append(candidate) }
        case "end-of-candidates":
            hasEndOfCandidates = true
        default:
            otherAttributes.append(attribute)
        }
    }

    /// Takes `rtpmap`, `fmtp` and `rtcp-fb`; false for any other attribute.
    private mutating func applyFormatAttribute(_ attribute: Attribute) throws(SDPProblem) -> Bool {
        switch attribute.name {
        case "rtpmap", "fmtp", "rtcp-fb":
            // In a section without RTP these mean nothing to us.
            guard transportProtocol.carriesRTP else { return false }
        default:
            return false
        }
        let fields = try attribute.parsed { $0.fields(limit: 2) }
        guard fields.count == 2 else { throw .badAttribute(attribute.name) }
        if attribute.name == "rtcp-fb", fields[0] == "*" {
            commonFeedback.append(RTCPFeedback(rawValue: String(fields[1].trimmed)))
            return true
        }
        guard let number = UInt8(fields[0]), let type = PayloadType(rawValue: number) else {
            throw .badAttribute(attribute.name)
        }
        // A description of a type that the m= line does not list is passed over (RFC 8866, section 6.6).
        guard let index = formats.firstIndex(where: { $0.payloadType == type }) else { return true }
        switch attribute.name {
        case "rtpmap":
            guard let encoding = FormatEncoding(parsing: fields[1].trimmed) else {
                throw .badAttribute(attribute.name)
            }
            formats[index].encoding = encoding
        case "fmtp":
            formats[index].parameters = FormatParameters(String(fields[1]))
        default:
            formats[index].feedback.append(RTCPFeedback(rawValue: String(fields[1].trimmed)))
        }
        return true
    }

    /// Takes what tells packet streams apart; false for any other attribute.
    private mutating func applyStreamAttribute(_ attribute: Attribute) throws(SDPProblem) -> Bool {
        switch attribute.name {
        case "msid":
            streams.append(try attribute.parsed { MediaStreamID(parsing: $0) })
        case "ssrc":
            let fields = try attribute.parsed { $0.fields(limit: 2) }
            guard let head = fields.first, let number = UInt32(head) else { throw .badAttribute(attribute.name) }
            declare(SSRC(rawValue: number), fields.count == 2 ? Attribute(parsing: fields[1]) : nil)
        case "ssrc-group":
            sourceGroups.append(try attribute.parsed { SourceGroup(parsing: $0) })
        case "rid":
            restrictions.append(try attribute.parsed { StreamRestriction(parsing: $0) })
        case "simulcast":
            simulcast = try attribute.parsed { Simulcast(parsing: $0) }
        default:
            return false
        }
        return true
    }

    private mutating func declare(_ ssrc: SSRC, _ attribute: Attribute?) {
        let added = attribute.map { [$0] } ?? []
        if let index = sources.firstIndex(where: { $0.ssrc == ssrc }) {
            sources[index].attributes += added
        } else {
            sources.append(StreamSource(ssrc: ssrc, attributes: added))
        }
    }
}

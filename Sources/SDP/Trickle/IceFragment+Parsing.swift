extension IceFragment {
    /// Parses a fragment; lines may end in CR LF or in LF alone.
    package init(parsing text: String) throws(SDPError) {
        guard !text.isEmpty else { throw SDPError(line: 0, problem: .empty) }
        guard text.utf8.count <= SDPLimits.bytes else { throw SDPError(line: 0, problem: .tooManyBytes) }
        self.init()
        var lines = SDPLineReader(text)
        do throws(SDPProblem) {
            while let line = try lines.next() { try apply(line) }
        } catch {
            throw SDPError(line: lines.number, problem: error)
        }
    }

    private mutating func apply(_ line: SDPLineReader.Line) throws(SDPProblem) {
        switch line.type {
        case UInt8(ascii: "m"):
            guard sections.count < SDPLimits.mediaSections else { throw .tooManyMediaSections }
            guard line.value.fields().count >= 4 else { throw .badMediaLine }
            sections.append(IceFragmentSection(mediaLine: String(line.value)))
        case UInt8(ascii: "a"):
            let attribute = Attribute(parsing: line.value)
            switch attribute.name {
            case "candidate":
                guard let candidate = attribute.value.flatMap({ IceCandidate(parsing: $0) }) else { return }
                try inSection({ $0.candidates.append(candidate) }, else: { $0.candidates.append(candidate) })
            case "end-of-candidates":
                try inSection({ $0.hasEndOfCandidates = true }, else: { $0.hasEndOfCandidates = true })
            case "mid":
                let mid = try attribute.parsed { Mid(rawValue: String($0)) }
                try inSection({ $0.mid = mid }, else: { _ throws(SDPProblem) in throw .badAttribute("mid") })
            default:
                try applyTransport(attribute)
            }
        default:
            return
        }
    }

    /// ICE credentials stand in front or in a section; with BUNDLE they are the same everywhere.
    private mutating func applyTransport(_ attribute: Attribute) throws(SDPProblem) {
        var transport = TransportAttributes()
        guard try transport.apply(attribute) else { return }
        userFragment = transport.userFragment ?? userFragment
        password = transport.password ?? password
        if !transport.iceOptions.isEmpty { iceOptions = transport.iceOptions }
    }

    private mutating func inSection(
        _ change: (inout IceFragmentSection) -> Void, else elsewhere: (inout IceFragment) throws(SDPProblem) -> Void
    ) throws(SDPProblem) {
        if sections.isEmpty {
            try elsewhere(&self)
        } else {
            change(&sections[sections.count - 1])
        }
    }
}

import RTP

/// Answers an offer by rules: so many sections of each kind are taken, the others are refused.
struct Answerer {
    let offer: SessionDescription
    let local: LocalTransport
    let rules: AnswerRules

    /// Checks the offer and agrees on sections, formats, extensions and roles.
    func negotiate() throws(NegotiationError) -> (session: NegotiatedSession, sections: [Int]) {
        let indices = try chosenSections()
        guard !indices.isEmpty else { throw rules.nothingOffered }
        let sections = indices.map { offer.media[$0] }
        var tracks: [NegotiatedTrack] = []
        for section in sections { tracks.append(try track(section)) }
        if tracks.count > 1, !tracks.allSatisfy({ offer.bundle.contains($0.mid) }) { throw .noBundle }

        let bundled = sections + offer.media.filter { $0.mid.map(offer.bundle.contains) ?? false }
        let remote = try RemoteTransport(offer, sections: bundled)
        let setup = bundled.lazy.compactMap(\.transport.setup).first
        guard let role = local.role(against: setup) else { throw .setupConflict(setup ?? .active) }
        return (NegotiatedSession(remote: remote, role: role, tracks: tracks), indices)
    }

    /// The first usable sections of each kind, in the offer's order.
    private func chosenSections() throws(NegotiationError) -> [Int] {
        var chosen: [Int] = []
        for kind in MediaKind.allCases {
            let flowing = offer.media.indices.filter { index in
                let section = offer.media[index]
                return section.mediaKind == kind && !section.isRefused && rules.accepts(section.direction)
                    && section.transportProtocol.isSecureWithFeedback
            }
            guard let first = flowing.first else { continue }
            let usable = flowing.lazy.filter { index in
                !formats(of: offer.media[index], feedback: []).isEmpty
            }.prefix(rules.sections)
            guard !usable.isEmpty else {
                throw .noCommonCodec(kind, offered: FormatSelection.names(in: offer.media[first]))
            }
            chosen += usable
        }
        return chosen.sorted()
    }

    private func formats(of section: MediaDescription, feedback: [RTCPFeedback]) -> [NegotiatedFormat] {
        FormatSelection.select(
            from: section, codecs: rules.codecs, singleUnits: rules.takesSingleUnits,
            redundancy: true, feedback: feedback)
    }

    private func track(_ section: MediaDescription) throws(NegotiationError) -> NegotiatedTrack {
        guard let kind = section.mediaKind else { throw rules.nothingOffered }
        guard let mid = section.mid else { throw .noMid(kind) }
        guard section.multiplexesRTCP else { throw .noRTCPMultiplexing(kind) }
        let extensions = NegotiatedExtensions(
            section.extensions, wanted: rules.extensions, flows: rules.accepts)
        return NegotiatedTrack(
            kind: kind, mid: mid,
            formats: formats(of: section, feedback: rules.feedback(kind, extensions)),
            protection: rules.protectsPicture
                ? section.formats.first { $0.encoding?.isProtection ?? false }?.payloadType : nil,
            extensions: extensions, allowsMixedExtensions: section.allowsMixedExtensions,
            allowsReducedSizeRTCP: section.allowsReducedSizeRTCP,
            streams: DeclaredStream.all(in: section), streamID: section.streams.first,
            layers: layers(of: section, extensions))
    }

    /// The first layers of an offered simulcast; empty unless packets tell which of several they belong to.
    private func layers(of section: MediaDescription, _ extensions: NegotiatedExtensions) -> [StreamID] {
        guard rules.takesSimulcast, section.mediaKind == .video, extensions.contains(.rid) else { return [] }
        let layers = section.sentLayers.prefix(Simulcast.Limit.layers)
        return layers.count > 1 ? Array(layers) : []
    }

    /// The answer to what was agreed on.
    ///
    /// - Parameter complete: adds to a taken section what only one kind of answer says; it is told how many of the section's
    ///   kind come before it.
    func description(
        _ session: NegotiatedSession, sections: [Int], complete: (inout MediaDescription, _ slot: Int) -> Void
    ) -> SessionDescription {
        var answer = SessionDescription(origin: Origin(session: local.session))
        answer.isIceLite = local.isIceLite
        answer.bundle = offer.bundle.filter { mid in session.tracks.contains { $0.mid == mid } }
        var taken: [MediaKind: Int] = [:]
        for (index, offered) in offer.media.enumerated() {
            if let place = sections.firstIndex(of: index) {
                var section = section(for: session.tracks[place], offered, session)
                let kind = session.tracks[place].kind
                complete(&section, taken[kind, default: 0])
                taken[kind, default: 0] += 1
                answer.media.append(section)
            } else {
                answer.media.append(refused(offered))
            }
        }
        return answer
    }

    private func section(
        for track: NegotiatedTrack, _ offered: MediaDescription, _ session: NegotiatedSession
    ) -> MediaDescription {
        // Port 9 is "discard": the candidates tell the real one (RFC 9429, section 5.3.1).
        var section = MediaDescription(
            kind: track.kind.rawValue, port: 9, transportProtocol: offered.transportProtocol)
        let options = offered.transport.iceOptions.filter { $0 == "trickle" }
        section.mid = track.mid
        section.direction = rules.direction
        section.transport = local.attributes(setup: session.role.setup, options: options)
        // One transport carries all sections, and the first could speak for all; aiortc listens to the last.
        section.candidates = local.candidates
        section.hasEndOfCandidates = true
        section.multiplexesRTCP = true
        section.allowsReducedSizeRTCP = track.allowsReducedSizeRTCP
        section.allowsMixedExtensions = track.allowsMixedExtensions
        section.extensions = track.extensions.mappings
        section.formats = track.formats.flatMap(\.payloadFormats)
        if let protection = track.protection {
            let parameters = offered.formats.first { $0.payloadType == protection }?.parameters
            section.formats.append(
                PayloadFormat(payloadType: protection, encoding: .protection, parameters: parameters))
        }
        if !track.layers.isEmpty {
            section.restrictions = track.layers.map { StreamRestriction(id: $0, sends: false) }
            section.simulcast = Simulcast(receives: track.layers)
        }
        return section
    }

    private func refused(_ offered: MediaDescription) -> MediaDescription {
        var section = MediaDescription(kind: offered.kind, port: 0, transportProtocol: offered.transportProtocol)
        section.formats = offered.formats
        section.otherFormats = offered.otherFormats
        section.mid = offered.mid
        section.direction = .inactive
        return section
    }
}

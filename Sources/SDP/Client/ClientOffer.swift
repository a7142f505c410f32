import RTP

/// What publishing and playing clients have in common: making an offer, and reading its answer.
struct ClientOffer: Sendable {
    var description: SessionDescription

    /// - Parameter slots: sections of each kind.
    init(
        local: LocalTransport, formats: OfferedFormats, direction: Direction, isSimulcast: Bool = false, slots: Int = 1,
        allowsMixedExtensions: Bool = false
    ) {
        description = SessionDescription(origin: Origin(session: local.session))
        description.isIceLite = local.isIceLite
        let kinds = [(MediaKind.audio, formats.audio), (.video, formats.video)]
        for (kind, formats) in (0..<slots).flatMap({ _ in kinds }) where !formats.isEmpty {
            var section = MediaDescription(kind: kind.rawValue, port: 9, transportProtocol: .secureMedia)
            section.mid = Mid(rawValue: String(description.media.count))
            section.direction = direction
            section.transport = local.attributes(setup: .either, options: ["trickle"])
            section.candidates = local.candidates
            section.multiplexesRTCP = true
            section.allowsReducedSizeRTCP = true
            section.allowsMixedExtensions = allowsMixedExtensions
            section.extensions = OfferedExtensions.mappings(
                kind, receives: direction.receives, isSimulcast: isSimulcast && kind == .video)
            section.formats = formats
            description.media.append(section)
        }
        description.bundle = description.media.compactMap(\.mid)
    }

    /// What an answer agrees to.
    func negotiated(with answer: SessionDescription) throws(NegotiationError) -> NegotiatedSession {
        guard answer.media.count == description.media.count else { throw .answerDoesNotFit }
        var tracks: [NegotiatedTrack] = []
        var sections: [MediaDescription] = []
        for (offered, answered) in zip(description.media, answer.media) where !answered.isRefused {
            tracks.append(try track(offered, answered))
            sections.append(answered)
        }
        guard !tracks.isEmpty else { throw .everythingRefused }
        if tracks.count > 1, !tracks.allSatisfy({ answer.bundle.contains($0.mid) }) { throw .noBundle }
        let remote = try RemoteTransport(answer, sections: sections)
        let setup = sections.lazy.compactMap(\.transport.setup).first
        switch setup ?? .active {
        case .active: return NegotiatedSession(remote: remote, role: .server, tracks: tracks)
        case .passive: return NegotiatedSession(remote: remote, role: .client, tracks: tracks)
        case .either, .holdConnection: throw .setupConflict(setup ?? .active)
        }
    }

    private func track(
        _ offered: MediaDescription, _ answered: MediaDescription
    ) throws(NegotiationError) -> NegotiatedTrack {
        guard let kind = offered.mediaKind, answered.mediaKind == kind, let mid = offered.mid, answered.mid == mid
        else { throw .answerDoesNotFit }
        guard answered.multiplexesRTCP else { throw .noRTCPMultiplexing(kind) }
        let wanted = offered.extensions.compactMap(\.knownURI)
        let formats = FormatSelection.select(
            from: answered, codecs: MediaCodec.allCases, singleUnits: true, redundancy: false,
            feedback: offered.formats.flatMap(\.feedback).unique)
        guard !formats.isEmpty else {
            throw .noCommonCodec(kind, offered: FormatSelection.names(in: answered))
        }
        // Answers keep the offer's payload types and ids (RFC 3264, section 6.1; RFC 8285, section 6).
        let keepsTypes = formats.allSatisfy { offered.format($0.payloadType)?.encoding?.codec == $0.codec }
        let keepsIDs = answered.extensions.filter { $0.knownURI != nil }.allSatisfy { mapping in
            offered.extensions.contains { $0.id == mapping.id && $0.uri == mapping.uri }
        }
        guard keepsTypes, keepsIDs else { throw .answerDoesNotFit }
        let extensions = NegotiatedExtensions(answered.extensions, wanted: wanted) { direction in
            answered.direction.sends ? direction.sends : direction.receives
        }
        return NegotiatedTrack(
            kind: kind, mid: mid, formats: formats, extensions: extensions,
            allowsMixedExtensions: answered.allowsMixedExtensions,
            allowsReducedSizeRTCP: answered.allowsReducedSizeRTCP,
            streams: DeclaredStream.all(in: answered), streamID: answered.streams.first,
            layers: extensions.contains(.rid) ? offered.sentLayers.filter(answered.receivedLayers.contains) : [])
    }
}

extension [RTCPFeedback] {
    /// Each kind once, in order of first appearance.
    fileprivate var unique: Self {
        reduce(into: []) { kinds, kind in if !kinds.contains(kind) { kinds.append(kind) } }
    }
}

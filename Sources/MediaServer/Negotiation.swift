internal import ICE
internal import RTP
internal import SDP
internal import SFU
internal import SecureTransport

/// Turns offers into answers and into what the engine needs to know.
struct Negotiation {
    let certificate: Certificate
    /// Where the worker is reached, by UDP and by TCP.
    let candidates: [TransportAddress]

    /// An answered offer.
    struct Result<Description: Sendable>: Sendable {
        var answer: String
        var description: Description
        /// The profile of the first H.264 format that was agreed on.
        var profile: H264Profile?
    }

    func publisher(
        _ offer: String, isStandby: Bool, name: String? = nil, slot: Int? = 1
    ) throws(MediaServerError) -> Result<PublisherDescription> {
        let credentials = Self.makeCredentials()
        do {
            let answer = try IngestAnswer(
                to: SessionDescription(parsing: offer), from: try local(credentials),
                options: IngestOptions(extensions: [
                    .mid, .rid, .repairedRID, .transportSequenceNumber, .videoOrientation, .dependencyDescriptor,
                    .audioLevel,
                ]))
            let description = PublisherDescription(
                transport: try transport(answer.session, local: credentials),
                streams: answer.session.tracks.map(Self.stream),
                extensions: PublisherExtensions(
                    transportSequence: answer.session.extensionID(.transportSequenceNumber),
                    orientation: answer.session.extensionID(.videoOrientation),
                    layer: answer.session.extensionID(.rid),
                    repairedLayer: answer.session.extensionID(.repairedRID),
                    dependencyDescriptor: answer.session.extensionID(.dependencyDescriptor),
                    audioLevel: answer.session.extensionID(.audioLevel)),
                isStandby: isStandby, name: name, slot: slot)
            return Result(
                answer: answer.description.description, description: description,
                profile: answer.session.track(.video)?.format(for: .h264)?.h264Profile)
        } catch let error as MediaServerError {
            throw error
        } catch {
            throw Self.refusal(error)
        }
    }

    /// - Parameters:
    ///   - profile: the H.264 profile of the show's host.
    ///   - mayBegin: whether we may begin the handshake.
    func viewer(
        _ offer: String,
        identities: [StreamIdentity],
        profile: H264Profile,
        viewer: String?,
        mayBegin: Bool = true
    ) throws(MediaServerError) -> Result<ViewerDescription> {
        let credentials = Self.makeCredentials()
        do {
            let offer = try SessionDescription(parsing: offer)
            let begins = mayBegin && Self.isBrowser(offer)
            let answer = try PlaybackAnswer(
                to: offer, from: try local(credentials, roles: begins ? [.client, .server] : [.server, .client]),
                streams: try zip(1..., identities).map { slot, identity in try identity.outgoing(slot) },
                options: PlaybackOptions(extensions: Self.playbackExtensions(offer)))
            let description = ViewerDescription(
                transport: try transport(
                    answer.session, local: credentials, offered: begins ? [.aeadAES128GCM] : nil),
                slots: Self.slots(of: answer.session, profile: profile),
                extensions: ViewerExtensions(
                    orientation: answer.session.extensionID(.videoOrientation),
                    transportSequence: answer.session.extensionID(.transportSequenceNumber),
                    playoutDelay: answer.session.extensionID(.playoutDelay),
                    dependencyDescriptor: answer.session.extensionID(.dependencyDescriptor)),
                viewer: viewer)
            return Result(answer: answer.description.description, description: description)
        } catch let error as MediaServerError {
            throw error
        } catch {
            throw Self.refusal(error)
        }
    }

    static func makeCredentials() -> Credentials {
        Credentials(randomBytes: randomBytes(32))
    }

    /// Descriptors need the long form of extensions now and then: only those are sent them who take both forms.
    private static func playbackExtensions(_ offer: SessionDescription) -> [HeaderExtensionURI] {
        [.videoOrientation, .transportSequenceNumber, .playoutDelay]
            + (offer.media.contains(where: \.allowsMixedExtensions) ? [.dependencyDescriptor] : [])
    }

    /// Whether the offer is one of a browser of the libwebrtc family, all of which take AES-GCM.
    ///
    /// To them we are the DTLS client: our first flight goes out with the answer to their first check, and the picture right
    /// behind our last, two round trips after the answer instead of three (decision 14).
    private static func isBrowser(_ offer: SessionDescription) -> Bool {
        offer.media.contains(where: \.allowsMixedExtensions)
    }

    private func local(
        _ credentials: Credentials, roles: [DTLSRole] = [.server, .client]
    ) throws(MediaServerError) -> LocalTransport {
        guard let spoken = IceCredentials(userFragment: credentials.usernameFragment, password: credentials.password)
        else { throw .cryptography("ICE credentials of ours are not in the alphabet of RFC 8839") }
        let session = randomBytes(7).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return LocalTransport(
            session: session, credentials: spoken,
            fingerprint: SDP.Fingerprint(sha256: certificate.fingerprint.bytes),
            candidates: spokenCandidates,
            // Most offers leave the choice; a passive one, such as FFmpeg's, does not (RFC 8842, section 5.1).
            roles: roles)
    }

    /// All by UDP, then all by TCP, for networks that let nothing else through.
    ///
    /// Priorities are those of RFC 8445, section 5.1.2.1: a type preference, our own order, the component. RFC 6544,
    /// section 4.2 puts TCP below UDP, and gives the highest bits of the order to the direction: 4 is passive.
    private var spokenCandidates: [IceCandidate] {
        let datagrams = candidates.enumerated().map { position, address in
            IceCandidate(
                foundation: "\(position + 1)", priority: 126 << 24 | UInt32(65_535 - position) << 8 | 255,
                address: address.host, port: address.port)
        }
        let connections = candidates.enumerated().map { position, address in
            IceCandidate(
                foundation: "\(candidates.count + position + 1)", transport: "tcp",
                priority: 90 << 24 | (4 << 13 | UInt32(8_191 - position)) << 8 | 255, address: address.host,
                port: address.port, rest: "tcptype passive")
        }
        return datagrams + connections
    }

    private func transport(
        _ session: NegotiatedSession,
        local: Credentials,
        offered: [ProtectionProfile]? = nil
    ) throws(MediaServerError) -> TransportDescription {
        let known = session.remote.fingerprints.lazy.compactMap { spoken in
            SecureTransport.Fingerprint(algorithm: spoken.algorithm, bytes: spoken.digest)
        }
        guard let fingerprint = known.first else {
            throw .badOffer("No a=fingerprint uses sha-256, sha-384 or sha-512. Offer one that does.")
        }
        let remote = Credentials(
            usernameFragment: session.remote.credentials.userFragment, password: session.remote.credentials.password)
        return TransportDescription(
            local: local, remote: remote, fingerprint: fingerprint, role: session.role == .client ? .client : .server,
            offered: session.role == .client ? offered : nil)
    }

    private static func stream(_ track: NegotiatedTrack) -> PublisherDescription.Stream {
        var codecs: [PayloadType: MediaCodec] = [:]
        var retransmissions: [PayloadType: PayloadType] = [:]
        var redundancies: [PayloadType: PayloadType] = [:]
        for format in track.formats {
            codecs[format.payloadType] = format.codec
            if let repair = format.retransmission { retransmissions[repair] = format.payloadType }
            if let repeating = format.redundancy { redundancies[repeating] = format.payloadType }
        }
        // Several declared streams of one kind are a simulcast without names: whichever comes is taken.
        let declared = track.streams.count == 1 ? track.streams.first : nil
        return PublisherDescription.Stream(
            kind: track.kind, codecs: codecs, retransmissions: retransmissions, redundancies: redundancies,
            ssrc: declared?.ssrc, retransmissionSSRC: declared?.retransmission,
            acceptsNACK: track.formats.contains { $0.feedback.contains(.nack) }, layers: track.layers.map(\.rawValue))
    }

    /// The k-th picture and the k-th sound share a slot.
    private static func slots(of session: NegotiatedSession, profile: H264Profile) -> [ViewerDescription.Slot] {
        let (pictures, sounds) = (session.tracks(.video), session.tracks(.audio))
        return (0..<max(pictures.count, sounds.count)).map { place in
            let tracks = [pictures, sounds].compactMap { place < $0.count ? $0[place] : nil }
            return ViewerDescription.Slot(
                formats: tracks.flatMap { formats($0, profile: profile) },
                protection: tracks.lazy.compactMap(\.protection).first)
        }
    }

    /// One format of each codec that the viewer takes; for H.264 the one that comes closest to the host's profile.
    private static func formats(_ track: NegotiatedTrack, profile: H264Profile) -> [ViewerDescription.Format] {
        MediaCodec.allCases.compactMap { track.format(for: $0, profile: profile) }.map { format in
            ViewerDescription.Format(
                codec: format.codec, payloadType: format.payloadType, retransmission: format.retransmission,
                redundancy: format.redundancy)
        }
    }

    private static func refusal(_ error: any Error) -> MediaServerError {
        switch error {
        case let error as SDPError: .badOffer("\(error.detail) \(error.action)")
        case NegotiationError.noCommonCodec(let kind, let offered):
            .unsupportedCodec(
                "\(NegotiationError.noCommonCodec(kind, offered: offered).detail) "
                    + NegotiationError.noCommonCodec(kind, offered: offered).action)
        case let error as NegotiationError: .badOffer("\(error.detail) \(error.action)")
        default: .badOffer("\(error)")
        }
    }
}

extension NegotiatedSession {
    /// The id of an extension on whichever track has it: browsers give it the same on both.
    fileprivate func extensionID(_ uri: HeaderExtensionURI) -> HeaderExtensionID? {
        track(.video)?.extensions[uri] ?? track(.audio)?.extensions[uri]
    }
}

extension StreamIdentity {
    /// New names for the streams of a show's slots.
    static func random(slots: Int) -> [StreamIdentity] {
        // The lowest bits tell the streams apart.
        let step: UInt32 = 4
        let base = randomBytes(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & ~(step - 1)
        return (0..<UInt32(slots)).map { slot in
            let ssrcs = (0..<step).map { SSRC(rawValue: base &+ step * slot &+ $0) }
            return StreamIdentity(
                video: ssrcs[0], videoRetransmission: ssrcs[1], videoProtection: ssrcs[3], audio: ssrcs[2],
                canonicalName: randomName())
        }
    }

    fileprivate func outgoing(_ slot: Int) throws(MediaServerError) -> OutgoingStreams {
        guard let name = CanonicalName(rawValue: canonicalName) else {
            throw .cryptography("The canonical name of a show is no token")
        }
        let stream = "slot-\(slot)"
        return OutgoingStreams(
            audio: OutgoingStream(
                ssrc: audio, streamID: MediaStreamID(stream: stream, track: "audio-\(slot)"), canonicalName: name),
            video: OutgoingStream(
                ssrc: video, retransmission: videoRetransmission, protection: videoProtection,
                streamID: MediaStreamID(stream: stream, track: "video-\(slot)"), canonicalName: name))
    }
}

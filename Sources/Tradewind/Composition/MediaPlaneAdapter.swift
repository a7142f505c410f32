internal import API
internal import Domain
internal import MediaServer
internal import RTP
internal import SFU

/// The media server as the HTTP edge wants it: the one place where the two planes touch.
actor MediaPlaneAdapter: MediaPlane {
    /// Counters of a host as last read: two readings make a rate.
    private struct Reading {
        var session: SFU.SessionID
        var at: Timestamp
        var since: Timestamp
        var frames: Int
        var bytes: Int64
        var framesPerSecond = 0.0
        var bitrate = 0
    }

    private enum Limit {
        /// Readings closer than this would make jumpy rates.
        static let shortestSpan: Duration = .milliseconds(900)
        /// What a client that found the server full is told to wait.
        static let retryAfter: Duration = .seconds(5)
    }

    private let server: MediaServer
    private let clock: any WallClock
    private var readings: [ShowID: Reading] = [:]
    /// Who publishes, and where.
    private var publishers: [SFU.SessionID: (show: ShowID, subject: String)] = [:]
    private let listeners = MediaListeners()
    private(set) var isReady = false

    init(server: MediaServer, clock: any WallClock) {
        self.server = server
        self.clock = clock
    }

    /// Passes on what happens in the media plane, until the task is cancelled.
    func run() async {
        isReady = true
        for await event in server.events {
            if case .sessionEnded(_, let session, _) = event { publishers[session] = nil }
            guard let event = MediaEvent(event) else { continue }
            listeners.tell(event)
        }
        isReady = false
        listeners.finish()
    }

    nonisolated func events() -> AsyncStream<MediaEvent> { listeners.listen() }

    func publish(
        show: ShowID, offer: String, by publisher: API.Publisher
    ) async throws(MediaRefusal) -> MediaAnswer {
        do throws(MediaServerError) {
            let answer = try await server.publish(offer, to: RouterID(show), by: MediaServer.Source(publisher))
            publishers[answer.session] = (show, publisher.subject)
            return MediaAnswer(answer)
        } catch {
            throw MediaRefusal(error, retryAfter: Limit.retryAfter)
        }
    }

    func play(
        show: ShowID, offer: String, viewer: ViewerID?, network: String, lines: Int?
    ) async throws(MediaRefusal) -> MediaAnswer {
        do throws(MediaServerError) {
            let answer = try await server.play(
                offer, from: RouterID(show), viewer: viewer?.rawValue, network: network)
            // A session that is over already needs no limit.
            if let lines { try? await server.limit(answer.session, of: RouterID(show), lines: lines) }
            return MediaAnswer(answer)
        } catch {
            throw MediaRefusal(error, retryAfter: Limit.retryAfter)
        }
    }

    func limit(session: MediaSessionID, of show: ShowID, lines: Int?, slot: Int?) async throws(MediaRefusal) {
        do throws(MediaServerError) {
            try await server.limit(SessionID(session.rawValue), of: RouterID(show), lines: lines, slot: slot)
        } catch {
            throw MediaRefusal(error, retryAfter: Limit.retryAfter)
        }
    }

    func patch(
        session: MediaSessionID, of show: ShowID, fragment: String, ifMatch: String?
    ) async throws(MediaRefusal) -> MediaPatchAnswer {
        guard let ifMatch else { throw .tagNeeded }
        do throws(MediaServerError) {
            let answer = try await server.patch(
                SessionID(session.rawValue), of: RouterID(show), fragment: fragment, entityTag: ifMatch)
            switch answer {
            case .noted: return .accepted
            case .restarted(let fragment, let tag): return .restarted(fragment: fragment, tag: tag)
            }
        } catch {
            throw MediaRefusal(error, retryAfter: Limit.retryAfter)
        }
    }

    func close(session: MediaSessionID, of show: ShowID) async throws(MediaRefusal) {
        do throws(MediaServerError) {
            try await server.close(SessionID(session.rawValue), of: RouterID(show))
        } catch {
            throw MediaRefusal(error, retryAfter: Limit.retryAfter)
        }
    }

    func setPaused(_ paused: Bool, show: ShowID) async {
        await server.setPaused(paused, show: RouterID(show))
    }

    func end(publisher subject: String) async {
        for (session, publisher) in publishers where publisher.subject == subject {
            // It may have ended by itself.
            try? await server.close(session, of: RouterID(publisher.show))
        }
    }

    func stage(_ plan: API.StagePlan, of show: ShowID) async {
        await server.follow(SFU.StagePlan(plan), in: RouterID(show))
    }

    func end(subject: String, of show: ShowID) async {
        await server.end(subject, in: RouterID(show))
    }

    func end(show: ShowID) async {
        await server.end(show: RouterID(show))
    }

    func health(of show: ShowID) async -> API.PublisherHealth? {
        guard let health = await server.health(of: RouterID(show)) else {
            readings[show] = nil
            return nil
        }
        let reading = rates(of: show, from: health)
        return API.PublisherHealth(
            codec: health.codec?.rawValue ?? "", width: Int(health.size?.width ?? 0),
            height: Int(health.size?.height ?? 0), framesPerSecond: reading.framesPerSecond, bitrate: reading.bitrate,
            loss: health.loss, roundTrip: nil, since: reading.since, resumed: health.resumptions)
    }

    private func rates(of show: ShowID, from health: SFU.PublisherHealth) -> Reading {
        let now = clock.now()
        guard var reading = readings[show], reading.session == health.session else {
            let first = Reading(
                session: health.session, at: now, since: now, frames: health.frames, bytes: health.bytes)
            readings[show] = first
            return first
        }
        let elapsed = now - reading.at
        guard elapsed >= Limit.shortestSpan else { return reading }
        let seconds = Double(elapsed.wholeMilliseconds) / 1_000
        reading.framesPerSecond = Double(health.frames - reading.frames) / seconds
        reading.bitrate = Int(Double(health.bytes - reading.bytes) * 8 / seconds)
        reading.at = now
        reading.frames = health.frames
        reading.bytes = health.bytes
        readings[show] = reading
        return reading
    }
}

extension RouterID {
    init(_ show: ShowID) {
        self.init(show.rawValue)
    }
}

extension MediaServer.Source {
    fileprivate init(_ publisher: API.Publisher) {
        self = publisher.slot.map { .host(name: publisher.subject, slot: $0) } ?? .guest(name: publisher.subject)
    }
}

extension SFU.StagePlan {
    fileprivate init(_ plan: API.StagePlan) {
        self.init(
            performers: plan.performers.map {
                Performer($0.subject, slot: $0.slot, isHeard: $0.isHeard, isSeen: $0.isSeen)
            },
            loudest: plan.loudest, audience: plan.audience,
            visitor: plan.visitor.map { Visitor(show: RouterID($0.show), slot: $0.slot) })
    }
}

extension MediaAnswer {
    fileprivate init(_ answer: SessionAnswer) {
        self.init(
            session: MediaSessionID(answer.session.rawValue), answer: answer.description, tag: answer.entityTag)
    }
}

extension MediaEvent {
    /// What the product plane wants to know of a router's event; nil for the rest.
    fileprivate init?(_ event: RouterEvent) {
        switch event {
        case .publisherStarted(let show, _, let codec, let isStandby):
            self = .publisherStarted(ShowID(show.rawValue), codec: codec.rawValue, synthetic: isStandby)
        case .publisherStopped(let show):
            self = .publisherStopped(ShowID(show.rawValue))
        case .layersWanted(let show, let session, let slot, let name, let wanted):
            self = .layersWanted(
                ShowID(show.rawValue), MediaSessionID(session.rawValue), slot: slot, subject: name, wanted: wanted)
        case .viewerJoined(let show, let session, let viewer):
            self = .viewerJoined(
                ShowID(show.rawValue), MediaSessionID(session.rawValue), viewer.map { ViewerID($0) })
        case .viewerLeft(let show, let session, let viewer, _):
            self = .viewerLeft(
                ShowID(show.rawValue), MediaSessionID(session.rawValue), viewer.map { ViewerID($0) })
        case .performerReady(let show, _, let name):
            self = .performerReady(ShowID(show.rawValue), subject: name)
        case .performerGone(let show, _, let name):
            self = .performerGone(ShowID(show.rawValue), subject: name)
        case .loudest(let show, let names):
            self = .loudest(ShowID(show.rawValue), names)
        case .sessionEnded:
            return nil
        }
    }
}

extension MediaRefusal {
    fileprivate init(_ error: MediaServerError, retryAfter: Duration) {
        switch error {
        case .badOffer(let detail), .badFragment(let detail): self = .badDescription(detail: detail)
        case .unsupportedCodec(let detail): self = .unsupportedCodec(detail: detail)
        case .tooManySessions: self = .tooManySessions(retryAfter: retryAfter)
        case .unknownSession: self = .unknownSession
        case .staleTag: self = .staleTag
        case .draining: self = .draining
        case .socket, .portTaken, .cryptography:
            // Nothing the client did: it may try again.
            self = .tooManySessions(retryAfter: retryAfter)
        }
    }
}

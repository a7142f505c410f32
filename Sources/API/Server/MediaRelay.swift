internal import Domain
internal import Logging
internal import Rooms

/// Carries what happens to streams into the rooms, and what a show's state is to its stream.
struct MediaRelay: Sendable {
    /// How long a change waits that could not be stored; those behind it wait too, and keep their order.
    static let pause: Duration = .seconds(1)

    let media: any MediaPlane
    let hub: RoomHub
    let streams: StreamStates
    let logger: Logger

    func run() async {
        for await event in media.events() {
            switch event {
            case .publisherStarted(let show, let codec, let synthetic):
                // The plane of packets forgets a show that nobody uses, and everything when it starts.
                await insist { try await streams.apply(to: show) }
                let change = ShowMedia(live: true, codec: codec, synthetic: synthetic)
                await insist { try await hub.mediaChanged(change, of: show) }
            case .publisherStopped(let show):
                await insist { try await hub.mediaChanged(.none, of: show) }
                await hub.layersWanted(nil, slot: 1, of: show)
            case .layersWanted(let show, let session, let slot, let subject, let wanted):
                let message = RoomMessage(text: JSONBody.encode(WantedLayersBody(session: session, wanted: wanted)))
                let layers = WantedLayers(of: subject.map { ViewerID($0) }, message: message)
                await hub.layersWanted(layers, slot: slot, of: show)
            case .performerReady(let show, let subject):
                await hub.openRoom(of: show)?.performer(ViewerID(subject), isReady: true)
            case .performerGone(let show, let subject):
                await hub.openRoom(of: show)?.performer(ViewerID(subject), isReady: false)
            case .loudest(let show, let subjects):
                await hub.openRoom(of: show)?.heard(subjects.map { ViewerID($0) })
            case .viewerJoined, .viewerLeft:
                // Rooms count people; who watches without a room is a number of the media plane's metrics.
                continue
            }
        }
    }

    /// Does it until it is done: what is not told is never known.
    private func insist(_ work: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                return try await work()
            } catch {
                logger.error(
                    "A change of a stream could not be told; it is tried again", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}

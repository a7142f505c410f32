internal import Logging
internal import Rooms

/// Carries what happens to streams into the rooms.
struct MediaRelay: Sendable {
    let media: any MediaPlane
    let hub: RoomHub
    let logger: Logger

    func run() async {
        for await event in media.events() {
            do {
                switch event {
                case .publisherStarted(let show, let codec, let synthetic):
                    try await hub.mediaChanged(ShowMedia(live: true, codec: codec, synthetic: synthetic), of: show)
                case .publisherStopped(let show):
                    try await hub.mediaChanged(.none, of: show)
                case .viewerJoined, .viewerLeft:
                    // Rooms count people; who watches without a room is a number of the media plane's metrics.
                    continue
                }
            } catch {
                logger.error("A change of a stream could not be told", metadata: ["error": "\(error)"])
            }
        }
    }
}

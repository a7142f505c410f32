internal import Domain
internal import Logging
internal import Rooms

/// Carries what happens to streams into the rooms, and what a show's state is to its stream.
struct MediaRelay: Sendable {
    /// How long a change waits that could not be stored; those behind it wait too, and keep their order.
    static let pause: Duration = .seconds(1)

    let media: any MediaPlane
    let hub: RoomHub
    let shows: Shows
    let logger: Logger

    func run() async {
        for await event in media.events() {
            switch event {
            case .publisherStarted(let show, let codec, let synthetic):
                await applyState(to: show)
                await tell(ShowMedia(live: true, codec: codec, synthetic: synthetic), of: show)
            case .publisherStopped(let show):
                await tell(.none, of: show)
            case .viewerJoined, .viewerLeft:
                // Rooms count people; who watches without a room is a number of the media plane's metrics.
                continue
            }
        }
    }

    /// The plane of packets forgets a show that nobody uses, and everything when it starts: what is paused stays so.
    private func applyState(to show: ShowID) async {
        do {
            await media.setPaused(try await shows.find(show).state == .paused, show: show)
        } catch {
            logger.error(
                "The state of a show could not be applied to its stream",
                metadata: ["show": "\(show)", "error": "\(error)"])
        }
    }

    private func tell(_ change: ShowMedia, of show: ShowID) async {
        while !Task.isCancelled {
            do {
                return try await hub.mediaChanged(change, of: show)
            } catch {
                logger.error(
                    "A change of a stream could not be told; it is tried again", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}

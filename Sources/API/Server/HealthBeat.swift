internal import Rooms

/// Tells hosts and moderators, once a second, how the stream arrives.
struct HealthBeat: Sendable {
    static let interval: Duration = .seconds(1)

    let media: any MediaPlane
    let hub: RoomHub

    func run() async {
        while !Task.isCancelled {
            for room in await hub.openRooms where await room.holds(.moderator) {
                let health = HealthBody(
                    await media.health(of: room.show), viewers: await room.viewers, type: "health")
                await room.tell(RoomMessage(text: JSONBody.encode(health)), to: .moderator)
            }
            try? await Task.sleep(for: Self.interval)
        }
    }
}

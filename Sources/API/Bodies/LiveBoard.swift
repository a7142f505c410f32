package import Rooms
internal import Synchronization

/// Lets snapshots look into the rooms that ask for them; the hub is hung up once it is there.
package final class LiveBoard: Sendable {
    private let shared = Mutex<RoomHub?>(nil)

    package init() {}

    package func hang(_ hub: RoomHub) {
        shared.withLock { $0 = hub }
    }

    var hub: RoomHub? { shared.withLock { $0 } }
}

package import Domain
package import NIOCore
package import Rooms
internal import Synchronization

/// The audiences of all rooms of this process.
package final class RoomAudiences: AudienceFactory {
    let group: any EventLoopGroup
    let metrics: EdgeMetrics
    private let audiences = Mutex<[ShowID: RoomAudience]>([:])
    private let numbers = Atomic<UInt64>(0)

    package init(group: any EventLoopGroup, metrics: EdgeMetrics) {
        self.group = group
        self.metrics = metrics
    }

    package func audience(of show: ShowID) -> any Audience { own(show) }

    /// A room that opens again finds the sockets that are still there.
    func own(_ show: ShowID) -> RoomAudience {
        audiences.withLock { audiences in
            if let audience = audiences[show] { return audience }
            let audience = RoomAudience(group: group, metrics: metrics)
            audiences[show] = audience
            return audience
        }
    }

    func nextID() -> SocketID {
        SocketID(number: numbers.add(1, ordering: .relaxed).newValue)
    }
}

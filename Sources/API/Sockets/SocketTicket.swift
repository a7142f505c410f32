internal import Domain
internal import Rooms

/// What a client was admitted with.
struct SocketTicket: Sendable {
    let room: Room
    let viewer: ViewerID
    let name: String
    let role: Role
    let market: MarketID
    let address: String
    /// The cookie of a session that was made on the way in.
    let cookie: String?

    func socket(_ id: SocketID) -> RoomSocket {
        RoomSocket(id: id, viewer: viewer, name: name, role: role, address: address, market: market)
    }
}

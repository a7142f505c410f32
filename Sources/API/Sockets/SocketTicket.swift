internal import Domain
internal import Markets
internal import Rooms

/// What a client was admitted with.
struct SocketTicket: Sendable {
    let room: Room
    let viewer: ViewerID
    let name: String
    let role: Role
    let market: MarketID
    /// The network that limits count.
    let network: String
    let markets: MarketDirectory
    /// Whether the rights it was given for still stand: asked at every frame.
    let isGood: @Sendable () -> Bool
    /// The cookie of a session that was made on the way in.
    let cookie: String?

    func socket(_ id: SocketID) -> RoomSocket {
        RoomSocket(id: id, viewer: viewer, name: name, role: role, address: network, market: market)
    }

    /// What a first message wishes for, without a market that there is not: the session's stays.
    func checked(_ join: ClientMessage.Join) -> ClientMessage.Join {
        var join = join
        if let market = join.market, markets[market] == nil { join.market = nil }
        return join
    }
}

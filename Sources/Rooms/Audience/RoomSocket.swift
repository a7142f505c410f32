package import Domain

/// Who sits behind a connection.
package struct RoomSocket: Sendable, Hashable {
    package let id: SocketID
    package let viewer: ViewerID
    package var name: String
    package let role: Role
    /// The network address, as text, that rate limits count.
    package let address: String
    package var market: MarketID

    package init(id: SocketID, viewer: ViewerID, name: String, role: Role, address: String, market: MarketID) {
        self.id = id
        self.viewer = viewer
        self.name = name
        self.role = role
        self.address = address
        self.market = market
    }
}

internal import ICE

/// One publishing or playing session, as the engine finds it by address or name.
final class Session {
    enum Role {
        case publisher(Publisher)
        case viewer(Viewer)
    }

    let id: SessionID
    let router: Router
    let role: Role
    let transport: Transport
    /// Where datagrams of this session are expected from.
    var addresses: [TransportAddress] = []
    /// The place among the engine's sessions in order.
    var position = 0

    init(id: SessionID, router: Router, role: Role, transport: Transport) {
        self.id = id
        self.router = router
        self.role = role
        self.transport = transport
    }
}

internal import ICE

/// One publishing or playing session, as the engine finds it by address or name.
final class Session {
    enum Role {
        case publisher(Publisher)
        case viewer(Viewer)
    }

    let id: SessionID
    let stage: Stage
    let role: Role
    let transport: Transport
    /// Where datagrams of this session are expected from.
    var addresses: [TransportAddress] = []
    /// The place among the engine's sessions in order.
    var position = 0

    /// Whose it is, as the product plane names it.
    var name: String? {
        switch role {
        case .publisher(let publisher): publisher.name
        case .viewer(let viewer): viewer.name
        }
    }

    init(id: SessionID, stage: Stage, role: Role, transport: Transport) {
        self.id = id
        self.stage = stage
        self.role = role
        self.transport = transport
    }
}

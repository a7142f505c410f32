/// One worker's ends of the rings between all workers; none where it is the only one.
package struct RelayEnds {
    /// To each worker by its number; nil to itself.
    let outgoing: [RelayRing?]
    /// From each worker by its number.
    let incoming: [RelayRing?]

    package static let none = RelayEnds(outgoing: [], incoming: [])

    private init(outgoing: [RelayRing?], incoming: [RelayRing?]) {
        self.outgoing = outgoing
        self.incoming = incoming
    }

    /// The ends of as many workers as there are ways to wake one.
    package static func connecting(_ wakes: [@Sendable () -> Void]) -> [RelayEnds] {
        let rings = wakes.indices.map { from in
            wakes.indices.map { to in from == to ? nil : RelayRing(wake: wakes[to]) }
        }
        return wakes.indices.map { worker in
            RelayEnds(outgoing: rings[worker], incoming: rings.map { $0[worker] })
        }
    }
}

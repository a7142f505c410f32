package import Domain

/// One fact: what happened, when, in which show, to whom.
package struct Event: Sendable, Hashable {
    /// Its place in the log; grows by commit order and names the event in the room socket.
    package var position: Int64
    package var at: Timestamp
    package var kind: EventKind
    package var show: ShowID?
    package var viewer: ViewerID?
    package var market: MarketID?
    /// A JSON object; its members are given with each kind in `docs/protocols/journal.md`.
    package var payload: String

    package init(
        position: Int64,
        at: Timestamp,
        kind: EventKind,
        show: ShowID?,
        viewer: ViewerID?,
        market: MarketID?,
        payload: String
    ) {
        self.position = position
        self.at = at
        self.kind = kind
        self.show = show
        self.viewer = viewer
        self.market = market
        self.payload = payload
    }
}

package import ICE

/// Where the media server listens and how much it takes on.
package struct MediaServerConfiguration: Sendable {
    /// The first worker's address; each further worker takes the next port.
    ///
    /// Port 0 lets the kernel choose.
    package var address: TransportAddress
    /// The addresses that go into answers; empty means the bound one, or every local one where all are bound.
    package var announced: [TransportAddress]
    /// Threads, each with a port of its own: at least one, at most as many as there are ports from the first on.
    package var workers: Int
    /// Sessions in all with which another viewer is still let in; hosts always are.
    package var sessions: Int
    /// Viewers' sessions that one network address may have; behind one there may be a whole carrier.
    package var sessionsPerNetwork: Int
    /// Publishing sessions of one show, its standby apart; the oldest that is not on air gives way to one more.
    package var publishersPerShow: Int

    package init(
        address: TransportAddress,
        announced: [TransportAddress] = [],
        workers: Int = 1,
        sessions: Int = 10_000,
        sessionsPerNetwork: Int = 2_000,
        publishersPerShow: Int = 4
    ) {
        self.address = address
        self.announced = announced
        self.workers = workers
        self.sessions = sessions
        self.sessionsPerNetwork = sessionsPerNetwork
        self.publishersPerShow = publishersPerShow
    }
}

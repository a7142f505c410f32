package import Commerce
package import Database
package import Domain
package import Journal
package import Markets
package import Rooms

/// What the HTTP edge works with; made by the composition root.
package struct APIServices: Sendable {
    package let database: any Database
    package let journal: Journal
    package let clock: any WallClock
    package let identifiers: IdentifierGenerator
    package let markets: MarketDirectory
    package let commerce: Commerce
    package let shows: Shows
    package let hub: RoomHub
    package let bodies: ShowBodies
    package let audiences: RoomAudiences
    package let media: any MediaPlane
    package let signer: TokenSigner
    package let metrics: MetricsRegistry

    package init(
        database: any Database, journal: Journal, clock: any WallClock, identifiers: IdentifierGenerator,
        markets: MarketDirectory, commerce: Commerce, shows: Shows, hub: RoomHub, bodies: ShowBodies,
        audiences: RoomAudiences, media: any MediaPlane, signer: TokenSigner, metrics: MetricsRegistry
    ) {
        self.database = database
        self.journal = journal
        self.clock = clock
        self.identifiers = identifiers
        self.markets = markets
        self.commerce = commerce
        self.shows = shows
        self.hub = hub
        self.bodies = bodies
        self.audiences = audiences
        self.media = media
        self.signer = signer
        self.metrics = metrics
    }
}

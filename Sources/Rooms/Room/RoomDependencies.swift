package import Database
package import Domain
package import Journal

/// What every room is built from.
package struct RoomDependencies: Sendable {
    package let database: any Database
    package let journal: Journal
    package let identifiers: IdentifierGenerator
    package let clock: any WallClock
    package let snapshots: any SnapshotSource
    package let settings: RoomSettings

    package init(
        database: any Database, journal: Journal, identifiers: IdentifierGenerator, clock: any WallClock,
        snapshots: any SnapshotSource, settings: RoomSettings = RoomSettings()
    ) {
        self.database = database
        self.journal = journal
        self.identifiers = identifiers
        self.clock = clock
        self.snapshots = snapshots
        self.settings = settings
    }
}

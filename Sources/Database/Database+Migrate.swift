package import Domain

extension Database {
    /// Brings the tables to the newest of the given steps; safe to run at every start.
    ///
    /// Each step is one transaction together with its record in `schema_migrations`, so a process that dies half-way goes on
    /// where it stopped. Steps run in the order given, which lets a capability refer to tables of one before it.
    ///
    /// - Throws: ``DatabaseError/newerSchema(capability:number:)`` when a capability has steps this version does not know.
    package func migrate(_ migrations: [Migration], clock: any WallClock) async throws {
        let applied = try await appliedMigrations()
        for (capability, numbers) in applied {
            let known = migrations.filter { $0.capability == capability }.map(\.number)
            guard let newest = known.max(), let recorded = numbers.max(), recorded > newest else { continue }
            throw DatabaseError.newerSchema(capability: capability, number: recorded)
        }
        for migration in migrations where applied[migration.capability]?.contains(migration.number) != true {
            try await apply(migration, at: clock.now())
        }
    }

    private func appliedMigrations() async throws -> [Capability: Set<Int>] {
        try await write { connection in
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    capability TEXT NOT NULL,
                    number BIGINT NOT NULL,
                    applied_at BIGINT NOT NULL,
                    PRIMARY KEY (capability, number)
                )
                """, [])
            var applied: [Capability: Set<Int>] = [:]
            for row in try connection.query("SELECT capability, number FROM schema_migrations", []) {
                applied[Capability(rawValue: try row.text("capability")), default: []].insert(try row.count("number"))
            }
            return applied
        }
    }

    /// The record is written first: of two processes that start at once, one waits here and then has nothing left to do.
    private func apply(_ migration: Migration, at time: Timestamp) async throws {
        let dialect = dialect
        try await write { connection in
            let claimed = try connection.execute(
                """
                INSERT INTO schema_migrations (capability, number, applied_at) VALUES ($1, $2, $3)
                ON CONFLICT (capability, number) DO NOTHING
                """,
                [.word(migration.capability), .count(migration.number), .time(time)])
            guard claimed == 1 else { return }
            for statement in migration.statements {
                try connection.execute(dialect.definition(statement), [])
            }
        }
    }
}

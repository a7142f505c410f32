package import Database
package import Domain
package import Journal

/// The calls that a private show has had, for those who look after it.
package struct Calls: Sendable {
    private let database: any Database
    private let journal: Journal

    package init(database: any Database, journal: Journal) {
        self.database = database
        self.journal = journal
    }

    /// Calls that are over, the newest first.
    package func list(
        _ states: Set<Call.State> = Call.State.over, of show: ShowID, after: CallID? = nil, limit: Int
    ) async throws -> [Call] {
        try await database.read { try CallTable.list(states, of: show, after: after, limit: limit, in: $0) }
    }

    /// Puts a missed call away.
    package func putAway(_ id: CallID, of show: ShowID, by who: String) async throws -> Call {
        try await journal.write { connection, events in
            guard let call = try CallTable.find(id, of: show, in: connection) else { throw StageError.unknownCall(id) }
            guard call.state != .done else { return call }
            guard call.state == .missed else { throw StageError.callNotMissed(id) }
            try CallTable.set(.done, of: id, in: connection)
            try events.append(.callDone, show: show, viewer: call.person, CallDonePayload(call: id, by: who))
            return Call(
                id: id, person: call.person, name: call.name, product: call.product, note: call.note,
                rungAt: call.rungAt, state: .done)
        }
    }
}

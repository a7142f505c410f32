internal import Database
internal import Domain
internal import Journal

/// Keeps what happens on stages: each fact with its event, in the order in which they happened.
struct StageStore: Sendable {
    let database: any Database
    let journal: Journal

    func store(_ facts: [StageFact], of show: ShowID) async throws {
        try await journal.write { connection, events in
            // A room may live a moment longer than its show: nothing of it must fall to the next one of that id.
            guard try ShowTable.find(show, in: connection) != nil else { throw ShowError.unknown(show) }
            for fact in facts {
                try Self.keep(fact, of: show, at: events.now, in: connection)
                try Self.tell(fact, of: show, to: &events)
            }
        }
    }

    /// Ends the calls that a server did not live to end.
    func closeCalls(of show: ShowID) async throws {
        let left = try await database.read {
            try CallTable.list([.ringing, .answered], of: show, after: nil, limit: PrivateCall.Limit.queue * 2, in: $0)
        }
        guard !left.isEmpty else { return }
        try await journal.write { connection, events in
            for call in left {
                if call.state == .ringing {
                    try CallTable.set(.missed, of: call.id, in: connection)
                    try events.append(
                        .callMissed, show: show, viewer: call.person,
                        CallMissedPayload(call: call.id, cause: .over, hasNote: false))
                } else {
                    try CallTable.set(.ended, of: call.id, in: connection)
                    try events.append(
                        .callEnded, show: show, viewer: call.person,
                        CallEndedPayload(call: call.id, cause: .over, seconds: nil))
                }
            }
        }
    }

    private static func keep(
        _ fact: StageFact, of show: ShowID, at now: Timestamp, in connection: any Connection
    ) throws {
        switch fact {
        case .banned(let person, let who):
            try BanTable.ban(person, show: show, by: who, at: now, in: connection)
        case .unbanned(let person, _):
            try BanTable.unban(person, show: show, in: connection)
        case .rung(let id, let person, let name, let product, let at):
            try CallTable.insert(
                Call(
                    id: id, person: person, name: name, product: product, note: nil, rungAt: at, state: .ringing),
                show: show, in: connection)
        case .answered(let id, _, _):
            try CallTable.set(.answered, of: id, in: connection)
        case .ended(let id, _, _, _):
            try CallTable.set(.ended, of: id, in: connection)
        case .missed(let id, _, _, let note):
            try CallTable.set(.missed, of: id, in: connection)
            if let note { try CallTable.set(note: note, of: id, in: connection) }
        case .noted(let id, let note):
            try CallTable.set(note: note, of: id, in: connection)
        case .promised(let text, _):
            try ShowTable.setPromise(text, of: show, in: connection)
        case .joined, .left, .battleStarted, .battleEnded:
            break
        }
    }

    private static func tell(_ fact: StageFact, of show: ShowID, to events: inout EventDrafts) throws {
        switch fact {
        case .joined(let person, let slot):
            try events.append(.stageJoined, show: show, viewer: person, StageJoinedPayload(slot: slot))
        case .left(let person, let cause):
            try events.append(.stageLeft, show: show, viewer: person, StageLeftPayload(cause: cause))
        case .banned(let person, let who):
            try events.append(.stageBanned, show: show, viewer: person, StageBannedPayload(by: who))
        case .unbanned(let person, let who):
            try events.append(.stageUnbanned, show: show, viewer: person, StageBannedPayload(by: who))
        case .promised(let text, let who):
            try events.append(.promisePinned, show: show, PromisePinnedPayload(text: text, by: who))
        case .battleStarted(let battle):
            try events.append(.battleStarted, show: show, BattlePayload(battle))
        case .battleEnded(let battle):
            try events.append(.battleEnded, show: show, BattlePayload(battle))
        case .rung, .answered, .ended, .missed, .noted:
            try tellCall(fact, of: show, to: &events)
        }
    }

    private static func tellCall(_ fact: StageFact, of show: ShowID, to events: inout EventDrafts) throws {
        switch fact {
        case .rung(let id, let person, _, let product, _):
            try events.append(.callRung, show: show, viewer: person, CallRungPayload(call: id, product: product))
        case .answered(let id, let person, let waited):
            try events.append(
                .callAnswered, show: show, viewer: person,
                CallAnsweredPayload(call: id, seconds: waited.components.seconds))
        case .ended(let id, let person, let cause, let lasted):
            try events.append(
                .callEnded, show: show, viewer: person,
                CallEndedPayload(call: id, cause: cause, seconds: lasted.components.seconds))
        case .missed(let id, let person, let cause, let note):
            try events.append(
                .callMissed, show: show, viewer: person,
                CallMissedPayload(call: id, cause: cause, hasNote: note != nil))
        case .noted(let id, _):
            try events.append(.callNoted, show: show, CallNotedPayload(call: id))
        default:
            break
        }
    }
}

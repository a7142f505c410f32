internal import Domain

/// How somebody comes onto a stage, and goes.
extension Stage {
    mutating func raise(
        camera: Bool, product: ProductID?, by caller: StageCaller, call: CallID, at now: Timestamp
    ) throws(StageError) {
        guard scene.places != .none else { throw .wrongScene(scene.name) }
        guard state.isOnAir else { throw .notLive }
        guard caller.role < .host else { throw .ofTheHouse }
        guard seat(of: caller.person) == nil else { return }
        if let index = hands.firstIndex(where: { $0.person == caller.person }) {
            hands[index].wantsCamera = camera
            hands[index].product = product
            return
        }
        guard hands.count < scene.hands else { throw .queueFull(scene.hands) }
        let hand = Hand(
            person: caller.person, name: caller.name, wantsCamera: camera, product: product, since: now,
            isInvited: false, call: scene.isPrivate ? call : nil)
        hands.append(hand)
        if !caller.isHere { wentAway(caller.person, at: now) }
        if let call = hand.call {
            missed[hand.person] = nil
            facts.append(.rung(call, hand.person, name: hand.name, product: product, at: now))
        }
    }

    /// Takes a hand down, refuses an invitation, leaves the stage or hangs up: whatever there is to end.
    mutating func lower(note: String?, by caller: StageCaller, at now: Timestamp) throws(StageError) {
        let note = try Self.note(note)
        let person = caller.person
        if hand(of: person) != nil || seat(of: person) != nil {
            return depart(person, .left, note: note, at: now)
        }
        guard let note, let late = missed.removeValue(forKey: person),
            now - late.at < PrivateCall.Limit.lateNote
        else { throw .noHand }
        facts.append(.noted(late.call, note))
    }

    mutating func accept(by caller: StageCaller, at now: Timestamp) throws(StageError) {
        guard seat(of: caller.person) == nil else { return }
        guard let hand = hand(of: caller.person), hand.isInvited else { throw .notInvited }
        guard state.isOnAir else { throw .notLive }
        try sit(hand, at: now)
    }

    mutating func set(_ switches: StageSwitches, by caller: StageCaller) throws(StageError) {
        if let index = seats.firstIndex(where: { $0.person == caller.person }) {
            if let microphone = switches.microphone { seats[index].microphone = microphone }
            if let camera = switches.camera, scene.pictures > 0 { seats[index].camera = camera }
        } else if caller.role >= .host {
            if let microphone = switches.microphone { hostSwitches.microphone = microphone }
            if let camera = switches.camera { hostSwitches.camera = camera }
        } else {
            throw .notOnStage
        }
    }

    mutating func invite(
        _ person: ViewerID, about neighbour: StageNeighbour?, at now: Timestamp
    ) throws(StageError) {
        guard scene.takesInvitations else { throw .wrongScene(scene.name) }
        guard state.isOnAir else { throw .notLive }
        guard !isBanned(person) else { throw .banned }
        guard !isHost(person), (neighbour?.role ?? .viewer) < .host else { throw .ofTheHouse }
        guard seat(of: person) == nil else { return }
        if let hand = hand(of: person) {
            // Who has asked need not be asked.
            if !hand.isInvited { try sit(hand, at: now) }
            return
        }
        guard let neighbour else { throw .notHere }
        guard hands.count < scene.hands else { throw .queueFull(scene.hands) }
        hands.append(
            Hand(
                person: person, name: neighbour.name, wantsCamera: scene.pictures > 0, product: nil, since: now,
                isInvited: true, call: nil))
    }

    /// Lets a raised hand onto the stage; answers a call.
    mutating func letOn(_ person: ViewerID, at now: Timestamp) throws(StageError) {
        guard scene.places != .none else { throw .wrongScene(scene.name) }
        guard seat(of: person) == nil else { return }
        // Who was asked has not said yes.
        guard let hand = hand(of: person), !hand.isInvited else { throw .noHand }
        guard state.isOnAir else { throw .notLive }
        if scene.isPrivate {
            for seat in seats { depart(seat.person, .next, at: now) }
        }
        try sit(hand, at: now)
    }

    private mutating func sit(_ hand: Hand, at now: Timestamp) throws(StageError) {
        guard seats.count < scene.places.count else { throw .stageFull(scene.places.count) }
        let slot = scene.places.slot(besides: Set(seats.compactMap(\.slot)))
        hands.removeAll { $0.person == hand.person }
        seats.append(
            Seat(
                person: hand.person, name: hand.name, slot: slot, camera: hand.wantsCamera && scene.pictures > 0,
                call: hand.call, since: now))
        hostSwitches.agreesToRecording = false
        if let call = hand.call {
            facts.append(.answered(call, hand.person, waited: now - hand.since))
        } else {
            facts.append(.joined(hand.person, slot: slot))
        }
    }

    /// Takes somebody off the stage, or a hand down.
    mutating func depart(_ person: ViewerID, _ cause: StageFact.Cause, note: String? = nil, at now: Timestamp) {
        absent[person] = nil
        if let index = hands.firstIndex(where: { $0.person == person }) {
            guard let call = hands.remove(at: index).call else { return }
            facts.append(.missed(call, person, cause, note: note))
            if note == nil, cause != .banned { missed[person] = (call, now) }
        } else if let index = seats.firstIndex(where: { $0.person == person }) {
            let seat = seats.remove(at: index)
            hostSwitches.agreesToRecording = false
            if let slot = seat.slot, slot == front { front = 1 }
            if let call = seat.call {
                facts.append(.ended(call, person, cause, lasted: now - seat.since))
            } else {
                facts.append(.left(person, cause))
            }
        }
    }

    private static func note(_ raw: String?) throws(StageError) -> String? {
        guard let raw, !raw.isEmpty else { return nil }
        return try text(raw, field: "note", limit: PrivateCall.Limit.noteCharacters)
    }

    /// A text as it may be shown to strangers, cleaned as chat is.
    static func text(_ raw: String, field: String, limit: Int) throws(StageError) -> String {
        guard let text = try? ChatText(raw, allowsLinks: true), text.value.count <= limit else {
            throw .invalid(field: field, why: "it takes 1–\(limit) legible characters")
        }
        return text.value
    }
}

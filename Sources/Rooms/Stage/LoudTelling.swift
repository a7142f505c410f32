internal import Domain

/// Who is heard, told no faster than people take turns.
struct LoudTelling {
    private var people: [ViewerID] = []
    private var told: [ViewerID] = []
    private var toldAt = Timestamp(milliseconds: 0)

    mutating func note(_ people: [ViewerID]) {
        self.people = people
    }

    /// The message that is due, if others are heard now.
    mutating func drain(at now: Timestamp) -> RoomMessage? {
        guard people != told, now - toldAt >= StageLimits.loudPause else { return nil }
        told = people
        toldAt = now
        return RoomMessage(RoomMessage.LoudTold(people: people))
    }
}

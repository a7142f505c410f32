/// The newest facts of a room, for clients that were away for a moment.
struct RecentMessages {
    /// About a minute of a busy room; a client that was away for longer is better served by a snapshot.
    static let capacity = 512

    private var messages: [RoomMessage] = []
    /// Everything after this position is here.
    private var floor: Int64

    init(after floor: Int64) {
        self.floor = floor
    }

    mutating func append(_ message: RoomMessage) {
        messages.append(message)
        // Cut in blocks, so that a full ring does not move its elements at each append.
        if messages.count >= Self.capacity * 2 {
            let cut = messages.count - Self.capacity
            floor = messages[cut - 1].id ?? floor
            messages.removeFirst(cut)
        }
    }

    /// What a client has missed that has seen `position`; nil when that is not known any more.
    func missed(after position: Int64) -> ArraySlice<RoomMessage>? {
        guard position >= floor else { return nil }
        let start = messages.firstIndex { ($0.id ?? 0) > position } ?? messages.endIndex
        return messages[start...]
    }
}

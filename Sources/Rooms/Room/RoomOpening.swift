internal import Domain

/// What a room knows when it opens: one consistent read of the tables.
struct RoomOpening: Sendable {
    let show: Show
    let lines: [ChatLine]
    let mutes: [ViewerID: Timestamp]
    let vote: Vote?
    let choices: [ViewerID: Int]
    let bans: Set<ViewerID>
    let position: Int64
}

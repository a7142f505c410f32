/// What ties a room to others: its battles, and who carries its stage to the plane of packets.
struct RoomLinks: Sendable {
    let battles: Battles
    let director: AsyncStream<StageOrder>.Continuation
}

/// What a room knows of somebody who is in it and whom a command is about.
struct StageNeighbour: Sendable, Hashable {
    let name: String
    let role: Role
}

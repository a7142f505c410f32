internal import Domain
internal import Rooms

/// Somebody of the house.
struct Member: Sendable, Hashable {
    let id: MemberID
    let email: Email
    var role: Role
    var hasPassword: Bool
}

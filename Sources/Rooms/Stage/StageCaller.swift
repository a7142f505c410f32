package import Domain

/// Who gives a command.
package struct StageCaller: Sendable, Hashable {
    package let person: ViewerID
    /// Under which a hand is shown; the room's own, where it knows one.
    package var name: String
    package let role: Role
    /// Whether a socket of theirs is in the room.
    var isHere = false

    package init(person: ViewerID, name: String = "", role: Role) {
        self.person = person
        self.name = name
        self.role = role
    }
}

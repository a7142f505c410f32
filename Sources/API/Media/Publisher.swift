/// Who publishes: the subject of a token, and the name the room knows.
package struct Publisher: Sendable, Hashable {
    package let subject: String
    package let name: String?
    /// The slot that a host's camera asks for, 1 or 2; nil for a guest, of whom the plan says where.
    package let slot: Int?

    package init(subject: String, name: String?, slot: Int?) {
        self.subject = subject
        self.name = name
        self.slot = slot
    }
}

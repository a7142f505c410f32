/// Who publishes: the subject of a token, and the name the room knows.
package struct Publisher: Sendable, Hashable {
    package let subject: String
    package let name: String?

    package init(subject: String, name: String?) {
        self.subject = subject
        self.name = name
    }
}

package import Domain

/// A camera of somebody who publishes as a show's host.
package struct StageHost: Sendable, Hashable {
    package let person: ViewerID
    /// The slot that it asks for.
    package let slot: Int

    package init(person: ViewerID, slot: Int) {
        self.person = person
        self.slot = slot
    }
}

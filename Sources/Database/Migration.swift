/// One step that a capability's tables take, forward only.
///
/// Numbers start at 1 and grow by 1 within a capability. A step that has left the house is never edited: a mistake in it is
/// mended by the next.
package struct Migration: Sendable {
    package let capability: Capability
    package let number: Int
    /// Definitions in the shared dialect; see ``Dialect`` for what may be written for both engines.
    package let statements: [String]

    package init(_ capability: Capability, _ number: Int, _ statements: [String]) {
        self.capability = capability
        self.number = number
        self.statements = statements
    }
}

/// What is wrong with a playbook, where, and what to do.
package struct PlaybookError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's name.
    package var file: String
    /// The path of the key, such as `delivery[0].price`.
    package var key: String
    package var problem: String
    package var action: String

    package var description: String { "\(file): \(key): \(problem). \(action)." }
}

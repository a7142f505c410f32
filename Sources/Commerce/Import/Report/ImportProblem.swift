/// One thing that is wrong with one line.
package struct ImportProblem: Codable, Sendable, Hashable, Error {
    package var line: Int
    /// The heading as it stands in the file; empty when the whole line is meant.
    package var column: String
    package var problem: String
    package var action: String
}

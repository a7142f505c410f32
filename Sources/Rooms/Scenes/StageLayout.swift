/// How the pictures of a stage stand.
package enum StageLayout: String, Codable, Sendable, CaseIterable {
    /// One large, the others in a row beside it.
    case speaker
    /// All alike.
    case grid
    /// One large, the others small upon it.
    case inset
}

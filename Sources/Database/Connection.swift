/// A connection inside one `read` or `write`.
package protocol Connection {
    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs a query (also `… RETURNING`) and gives all its rows.
    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [Row]
}

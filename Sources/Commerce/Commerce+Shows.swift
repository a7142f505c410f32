package import Database
package import Domain

extension Commerce {
    /// Forgets a show that is removed: its shelf goes, its offers end.
    ///
    /// Orders that came from it stay, and so do the offers they were placed under.
    package static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM shelf_places WHERE show = $1", [.id(show)])
        try connection.execute("UPDATE offers SET is_ended = 1 WHERE show = $1", [.id(show)])
    }
}

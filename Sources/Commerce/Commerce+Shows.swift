package import Database
package import Domain

extension Commerce {
    /// Forgets a show that is removed: its shelf goes, its offers end, and what is in carts is no longer of it.
    ///
    /// Orders that came from it stay, and so do the offers they were placed under; a line in a cart keeps its offer too, so
    /// that the cart says that it is gone. The rooms hear `show.removed`, which means all of this: no `offer.changed` is told.
    package static func forget(_ show: ShowID, in connection: any Connection) throws {
        try connection.execute("DELETE FROM shelf_places WHERE show = $1", [.id(show)])
        try connection.execute("UPDATE offers SET is_ended = 1 WHERE show = $1 AND is_ended = 0", [.id(show)])
        try connection.execute(
            """
            UPDATE cart_lines SET show = NULL WHERE show = $1 AND EXISTS (
                SELECT 1 FROM carts WHERE carts.id = cart_lines.cart AND carts.state = 'open')
            """, [.id(show)])
    }
}

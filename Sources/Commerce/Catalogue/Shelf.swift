import Database
import Domain

/// The products of a show and their order, inside a transaction.
struct Shelf {
    let connection: any Connection

    func products(of show: ShowID) throws -> [ProductID] {
        try connection.query("SELECT product FROM shelf_places WHERE show = $1 ORDER BY position", [.id(show)])
            .map { try $0.identifier("product") }
    }

    func shows(with product: ProductID) throws -> [ShowID] {
        try connection.query("SELECT show FROM shelf_places WHERE product = $1 ORDER BY show", [.id(product)])
            .map { try $0.identifier("show") }
    }

    func set(_ show: ShowID, to products: [ProductID]) throws {
        try connection.execute("DELETE FROM shelf_places WHERE show = $1", [.id(show)])
        for (position, product) in products.enumerated() {
            let known = try connection.query(
                "SELECT id FROM products WHERE id = $1 AND archived_at IS NULL", [.id(product)])
            guard !known.isEmpty else { throw CommerceError.unknownProduct(product) }
            try connection.execute(
                """
                INSERT INTO shelf_places (show, position, product) VALUES ($1, $2, $3)
                ON CONFLICT (product, show) DO NOTHING
                """, [.id(show), .count(position), .id(product)])
        }
    }
}

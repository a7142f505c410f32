import Database
package import Domain
package import Journal

/// The products, their prices, and the shelf of each show.
package struct Catalogue: Sendable {
    private let journal: Journal
    private let identifiers: IdentifierGenerator
    private let prices: PriceBook

    package init(journal: Journal, identifiers: IdentifierGenerator, prices: PriceBook) {
        self.journal = journal
        self.identifiers = identifiers
        self.prices = prices
    }

    package func create(_ draft: ProductDraft) async throws -> Product {
        let edit = ProductEdit(identifiers: identifiers, prices: prices)
        return try await journal.write { connection, drafts in
            try edit.create(draft, in: connection, &drafts)
        }
    }

    /// Makes a product what the draft of it says; variants that are not in it are archived.
    ///
    /// The draft is drawn from the product as it stands in the same transaction: nothing that was changed since somebody last
    /// looked is taken back.
    package func update(
        _ id: ProductID, _ draft: @escaping @Sendable (Product) throws -> ProductDraft
    ) async throws -> Product {
        let edit = ProductEdit(identifiers: identifiers, prices: prices)
        return try await journal.write { connection, drafts in
            let product = try ProductTable(connection: connection).product(id)
            return try edit.update(product, to: draft(product), in: connection, &drafts)
        }
    }

    /// Makes the product of a handle what the draft says, and creates it where there is none.
    ///
    /// - Returns: Whether it is new.
    package func store(
        _ handle: Handle, _ draft: @escaping @Sendable (Product?) throws -> ProductDraft
    ) async throws -> Bool {
        let edit = ProductEdit(identifiers: identifiers, prices: prices)
        return try await journal.write { connection, drafts in
            guard let product = try ProductTable(connection: connection).product(handle) else {
                _ = try edit.create(draft(nil), in: connection, &drafts)
                return true
            }
            _ = try edit.update(product, to: draft(product), in: connection, &drafts)
            return false
        }
    }

    /// Takes a product out of the shop; orders keep what they say of it.
    package func archive(_ id: ProductID) async throws {
        let prices = prices
        try await journal.write { connection, drafts in
            let table = ProductTable(connection: connection)
            let product = try table.product(id)
            let shelves = Shelf(connection: connection)
            let shows = try shelves.shows(with: id)
            try OfferAnnouncer(connection: connection, prices: prices)
                .end(OfferTable(connection: connection).unended(of: id), in: &drafts)
            try table.archive(id, at: drafts.now)
            try drafts.append(
                .productChanged, ProductChanged(product: id, handle: product.handle, change: .archived))
            for show in shows {
                try drafts.append(.shelfChanged, show: show, ShelfChanged(products: shelves.products(of: show)))
            }
        }
    }

    package func product(_ id: ProductID) async throws -> Product {
        try await journal.read { try ProductTable(connection: $0).product(id) }
    }

    package func product(_ handle: Handle) async throws -> Product? {
        try await journal.read { try ProductTable(connection: $0).product(handle) }
    }

    /// Products by id, at most 100 at once; `after` is the last id of the page before.
    package func products(after: ProductID? = nil, limit: Int = 50) async throws -> [Product] {
        try await journal.read { connection in
            try ProductTable(connection: connection).products(
                where: "id IN (SELECT id FROM products WHERE archived_at IS NULL AND id > $1 ORDER BY id LIMIT $2)",
                [.text(after?.rawValue ?? ""), .count(min(max(limit, 1), Self.largestPage))], order: "id")
        }
    }

    private static let largestPage = 100
}

extension Catalogue {
    /// A product as people of a market see it; a draft is seen by nobody.
    package func view(of id: ProductID, in market: MarketID) async throws -> ProductView {
        let product = try await product(id)
        guard product.state == .active else { throw CommerceError.unknownProduct(id) }
        return try ProductView(product, in: prices.market(market), prices: prices)
    }

    /// A show's products in their order, without drafts, as people of a market see them.
    package func shelf(of show: ShowID, in market: MarketID) async throws -> [ProductView] {
        let playbook = try prices.market(market)
        let prices = prices
        return try await journal.read { connection in
            let order = try Shelf(connection: connection).products(of: show)
            let products = try ProductTable(connection: connection).products(
                where: "state = 'active' AND id IN (SELECT product FROM shelf_places WHERE show = $1)", [.id(show)])
            let byID = Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0) })
            return try order.compactMap { byID[$0] }.map { try ProductView($0, in: playbook, prices: prices) }
        }
    }

    /// The ids on a show's shelf, drafts too, in the host's order.
    package func shelf(of show: ShowID) async throws -> [ProductID] {
        try await journal.read { try Shelf(connection: $0).products(of: show) }
    }

    /// Sets a show's products and their order; a product named twice stands where it was named first.
    package func setShelf(of show: ShowID, to products: [ProductID]) async throws {
        try await journal.write { connection, drafts in
            let shelf = Shelf(connection: connection)
            try shelf.set(show, to: products)
            try drafts.append(.shelfChanged, show: show, ShelfChanged(products: shelf.products(of: show)))
        }
    }
}

extension Catalogue {
    /// Adds a picture whose file has been stored.
    package func addPicture(
        to product: ProductID, file: PictureFile, width: Int, height: Int, alt: String
    ) async throws -> Picture {
        guard alt.count <= ProductLimits.altCharacters else { throw CommerceError.invalidProduct(.alt) }
        let picture = Picture(id: identifiers.next(), file: file, width: width, height: height, alt: alt)
        return try await journal.write { connection, drafts in
            let table = ProductTable(connection: connection)
            let current = try table.product(product)
            guard current.pictures.count < ProductLimits.pictures else {
                throw CommerceError.invalidProduct(.pictures)
            }
            try table.insert(picture, product: product)
            try drafts.append(
                .productChanged, ProductChanged(product: product, handle: current.handle, change: .edited))
            return picture
        }
    }

    /// Removes a picture and gives it back, so that its file can be removed too.
    package func removePicture(_ id: PictureID, from product: ProductID) async throws -> Picture {
        try await journal.write { connection, drafts in
            let table = ProductTable(connection: connection)
            let current = try table.product(product)
            guard let picture = current.pictures.first(where: { $0.id == id }) else {
                throw CommerceError.unknownPicture(id)
            }
            try table.delete(id)
            try drafts.append(
                .productChanged, ProductChanged(product: product, handle: current.handle, change: .edited))
            return picture
        }
    }
}

import Database
import Domain
import Journal

/// Turns a draft into rows, stock and events, inside a transaction.
struct ProductEdit: Sendable {
    let identifiers: IdentifierGenerator
    let prices: PriceBook

    func create(
        _ draft: ProductDraft, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> Product {
        let table = ProductTable(connection: connection)
        let (draft, handle) = try checked(draft)
        let id: ProductID = identifiers.next()
        try refuseTaken(handle, except: id, in: connection)
        try table.insert(draft, id: id, handle: handle, at: drafts.now)
        try store(draft, of: id, over: nil, in: connection, &drafts)
        try drafts.append(.productChanged, ProductChanged(product: id, handle: handle, change: .created))
        return try table.product(id)
    }

    func update(
        _ old: Product, to draft: ProductDraft, in connection: any Connection, _ drafts: inout EventDrafts
    ) throws -> Product {
        let table = ProductTable(connection: connection)
        let id = old.id
        var wanted = draft
        wanted.handle = draft.handle ?? old.handle
        let (draft, handle) = try checked(wanted)
        try refuseTaken(handle, except: id, in: connection)
        try table.update(id, to: draft, handle: handle, at: drafts.now)
        try store(draft, of: id, over: old, in: connection, &drafts)
        try drafts.append(.productChanged, ProductChanged(product: id, handle: handle, change: .edited))
        return try table.product(id)
    }

    private func checked(_ draft: ProductDraft) throws -> (draft: ProductDraft, handle: Handle) {
        do throws(ProductProblem) {
            let draft = try draft.checked(shopCurrency: prices.shopCurrency, markets: prices.markets)
            guard let handle = draft.handle else { throw .noHandle }
            return (draft, handle)
        } catch {
            throw CommerceError.invalidProduct(error)
        }
    }

    /// Writes the variants; those of `old` that the draft does not name are archived first, so that their SKUs are free.
    ///
    /// What nobody can buy any more is offered no longer, and what is offered is told with its new prices.
    private func store(
        _ draft: ProductDraft, of product: ProductID, over old: Product?, in connection: any Connection,
        _ drafts: inout EventDrafts
    ) throws {
        let table = ProductTable(connection: connection)
        let ledger = StockLedger(connection: connection)
        let offers = OfferTable(connection: connection)
        let announcer = OfferAnnouncer(connection: connection, prices: prices)
        let claimed = Set(draft.variants.compactMap(\.id))
        let matched = try draft.variants.map { try self.variant($0, of: old, claimed: claimed) }
        for variant in old?.variants ?? [] where !matched.contains(where: { $0?.id == variant.id }) {
            try announcer.end(offers.unended(of: variant.id), in: &drafts)
            try table.archive(variant.id, at: drafts.now)
        }
        if draft.state == .draft { try announcer.end(offers.unended(of: product), in: &drafts) }
        var steps: [PriceChanged.Step] = []
        var counted: [VariantID] = []
        for (position, (variant, old)) in zip(draft.variants, matched).enumerated() {
            let id = old?.id ?? identifiers.next()
            if let sku = variant.sku { try refuseTaken(sku, except: id, in: connection) }
            try table.store(variant, id: id, product: product, position: position)
            if old == nil {
                try ledger.open(id, onHand: variant.onHand ?? variant.opening ?? 0, at: drafts.now)
            } else if let onHand = variant.onHand, try ledger.count(id, onHand: onHand, at: drafts.now) {
                counted.append(id)
            }
            steps += PriceHistory.steps(from: old, to: variant, id: id)
        }
        if !steps.isEmpty {
            try drafts.append(.priceChanged, PriceChanged(product: product, variants: steps))
            let repriced = Set(steps.map(\.variant))
            for offer in try offers.unended(of: product) where repriced.contains(offer.variant) {
                if offer.endsAt > drafts.now { try announcer.announce(offer, in: &drafts) }
            }
        }
        try ledger.announce(counted, in: &drafts)
    }

    /// The standing variant a draft means: by its id, else by its option values among those nobody claims by id.
    private func variant(
        _ draft: VariantDraft, of product: Product?, claimed: Set<VariantID>
    ) throws -> Variant? {
        guard let id = draft.id else {
            return product?.variants.first { $0.options == draft.options && !claimed.contains($0.id) }
        }
        guard let variant = product?.variants.first(where: { $0.id == id }) else {
            throw CommerceError.unknownVariant(id)
        }
        return variant
    }

    private func refuseTaken(_ handle: Handle, except id: ProductID, in connection: any Connection) throws {
        let others = try connection.query(
            "SELECT id FROM products WHERE handle = $1 AND id <> $2 AND archived_at IS NULL",
            [.word(handle), .id(id)])
        guard others.isEmpty else { throw CommerceError.handleTaken(handle) }
    }

    private func refuseTaken(_ sku: SKU, except id: VariantID, in connection: any Connection) throws {
        let others = try connection.query(
            "SELECT id FROM variants WHERE sku = $1 AND id <> $2 AND archived_at IS NULL", [.word(sku), .id(id)])
        guard others.isEmpty else { throw CommerceError.skuTaken(sku) }
    }
}

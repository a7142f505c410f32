internal import API
internal import Commerce
internal import Demo
internal import Domain
internal import Journal
internal import Rooms

/// Writes the demo's shop and shows into the data folder, once.
struct DemoInstaller: Sendable {
    private let commerce: Commerce
    private let shows: Shows
    private let pictures: PictureStore
    private let journal: Journal
    private let clock: any WallClock

    init(commerce: Commerce, shows: Shows, pictures: PictureStore, journal: Journal, clock: any WallClock) {
        self.journal = journal
        self.commerce = commerce
        self.shows = shows
        self.pictures = pictures
        self.clock = clock
    }

    /// Adds what is missing of an installation that was cut off; one that is whole stays as its operator has left it.
    func install() async throws {
        if try await isInstalled() { return try await putOnAirAgain() }
        var products: [DemoProduct.Handle: ProductID] = [:]
        for product in DemoContent.products {
            products[product.handle] = try await install(product)
        }
        for show in DemoContent.shows {
            try await install(show, products: products)
        }
        let onAir = DemoContent.onAir
        if try await shows.find(onAir.id).state == .scheduled {
            _ = try await shows.step(onAir.id, to: .live)
            let first = onAir.runningOrder.segment(at: .zero).product
            _ = try await shows.pin(products[first.handle], in: onAir.id, by: DemoSeller.name)
        }
    }

    /// The demo is on the air whenever the server starts, also when somebody tried how a show ends.
    private func putOnAirAgain() async throws {
        let show = DemoContent.onAir.id
        guard try await isKnown(show), try await shows.find(show).state == .ended else { return }
        _ = try await shows.revive(show)
    }

    /// Whether the last step was done once: the journal remembers what the tables may have lost since.
    private func isInstalled() async throws -> Bool {
        try await !journal.events(after: 0, show: DemoContent.onAir.id, kinds: [.pinChanged], limit: 1).isEmpty
    }

    private func install(_ demo: DemoProduct) async throws -> ProductID {
        guard let handle = Handle(rawValue: demo.handle.rawValue) else {
            preconditionFailure("A handle of the demo has letters no address may have")
        }
        if let known = try await commerce.catalogue.product(handle) { return known.id }
        var draft = ProductDraft(
            title: demo.title,
            variants: demo.variants.map { variant in
                var draft = VariantDraft(price: VariantPrice(price: variant.price, compareAt: variant.compareAt))
                draft.sku = SKU(rawValue: variant.sku.rawValue)
                draft.options = variant.options
                draft.onHand = variant.onHand
                return draft
            })
        draft.handle = handle
        draft.description = demo.description
        draft.state = .active
        draft.options = demo.options
        draft.notFor = demo.notFor
        let product = try await commerce.catalogue.create(draft)
        for picture in demo.pictures {
            _ = try await commerce.catalogue.addPicture(
                to: product.id, file: try file(of: picture), width: picture.width, height: picture.height,
                alt: picture.alt)
        }
        return product.id
    }

    private func install(_ demo: DemoShow, products: [DemoProduct.Handle: ProductID]) async throws {
        if try await isKnown(demo.id) { return }
        let poster = try file(of: demo.poster)
        _ = try await shows.create(
            ShowDraft(
                id: demo.id, title: demo.title, description: demo.description, host: DemoSeller.name,
                language: DemoSeller.language, poster: "/pictures/\(poster.rawValue)",
                startsAt: demo.start(from: clock.now())))
        try await commerce.catalogue.setShelf(
            of: demo.id, to: demo.runningOrder.segments.compactMap { products[$0.product.handle] })
    }

    private func isKnown(_ show: ShowID) async throws -> Bool {
        do {
            _ = try await shows.find(show)
            return true
        } catch ShowError.unknown {
            return false
        }
    }

    /// Puts a drawing of ours into the pictures folder.
    private func file(of picture: DemoPicture) throws -> PictureFile {
        try pictures.install(Array(try picture.load()), ending: "svg")
    }
}

@testable import Commerce
import Domain
import Journal
import Testing

/// Products, their variants, and the shelf.
struct CatalogueTests {
    @Test func `an edit keeps variants by id or by their options, and archives the rest`() async throws {
        let shop = try await Shop()
        let created = try await shop.commerce.catalogue.create(Self.draft(["Red", "Blue", "Green"]))
        var draft = ProductDraft(created)
        draft.variants.remove(at: 2)
        draft.variants[0].options = ["Crimson"]
        draft.variants[1].id = nil
        let edited = try await shop.commerce.catalogue.update(created.id, to: draft)
        #expect(edited.variants.map(\.id) == created.variants.prefix(2).map(\.id))
        #expect(edited.variants.map(\.options) == [["Crimson"], ["Blue"]])
        #expect(edited.variants.map(\.available) == [4, 4])
    }

    @Test func `changes made at once do not take each other back`() async throws {
        let shop = try await Shop()
        let product = try await shop.commerce.catalogue.create(Self.draft(["Red"]))
        let catalogue = shop.commerce.catalogue
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 {
                group.addTask {
                    _ = try await catalogue.update(product.id) { product in
                        var draft = ProductDraft(product)
                        draft.variants.append(Self.draft(["Colour \(number)"]).variants[0])
                        return draft
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await catalogue.product(product.id).variants.count == 11)
    }

    @Test func `handles and SKUs are given once, and free again after archiving`() async throws {
        let shop = try await Shop()
        var draft = Self.draft(["Red"])
        draft.variants[0].sku = SKU(rawValue: "LL-1")
        let first = try await shop.commerce.catalogue.create(draft)
        await #expect(throws: CommerceError.handleTaken(first.handle)) {
            try await shop.commerce.catalogue.create(draft)
        }
        draft.handle = Handle(rawValue: "other")
        await #expect(throws: CommerceError.skuTaken(SKU(rawValue: "LL-1")!)) {
            try await shop.commerce.catalogue.create(draft)
        }
        try await shop.commerce.catalogue.archive(first.id)
        draft.handle = first.handle
        _ = try await shop.commerce.catalogue.create(draft)
    }

    @Test(arguments: [
        ("title", ProductProblem.noTitle), ("long title", .title), ("variants", .variantCount),
        ("twice", .sameVariantTwice(["Red"])),
        ("values", .variantOptions([])), ("currency", .priceCurrency(.known("EUR"), expected: Shop.dollar)),
        ("compareAt", .compareAtNotHigher), ("market", .unknownMarket(Identifier("XX"))), ("stock", .onHand),
        ("opening", .onHand),
        ("option", .options), ("handle", .noHandle),
    ])
    func `a draft that cannot be a product is refused with the reason`(
        change: String, problem: ProductProblem
    ) async throws {
        let shop = try await Shop()
        var draft = Self.draft(["Red"])
        let euro = Money(minor: 1, currency: .known("EUR"))
        switch change {
        case "title": draft.title = "  "
        case "long title": draft.title = String(repeating: "x", count: 256)
        case "variants": draft.variants = []
        case "twice": draft.variants.append(draft.variants[0])
        case "values": draft.variants[0].options = []
        case "currency": draft.variants[0].price = VariantPrice(price: euro)
        case "compareAt": draft.variants[0].price.compareAt = draft.variants[0].price.price
        case "market": draft.variants[0].marketPrices[Identifier("XX")] = VariantPrice(price: euro)
        case "stock": draft.variants[0].onHand = -1
        case "opening": draft.variants[0].opening = -1
        case "option": draft.options = ["Colour", "Colour"]
        default: draft.title = "灯笼"
        }
        await #expect(throws: CommerceError.invalidProduct(problem)) {
            try await shop.commerce.catalogue.create(draft)
        }
    }

    @Test func `a changed price is told with what it was`() async throws {
        let shop = try await Shop()
        let product = try await shop.product(price: 1_000)
        var draft = ProductDraft(product)
        draft.variants[0].price.price = Money(minor: 900, currency: Shop.dollar)
        draft.variants[0].marketPrices[Identifier("JP")] = VariantPrice(
            price: Money(minor: 1_400, currency: .known("JPY")))
        let position = try await shop.journal.lastPosition()
        _ = try await shop.commerce.catalogue.update(product.id, to: draft)
        let events = try await shop.journal.events(after: position, kinds: [.priceChanged])
        let steps = try #require(events.first).decode(PriceChanged.self).variants
        #expect(steps.map { $0.before?.minor } == [1_000, nil])
        #expect(steps.map { $0.after?.minor } == [900, 1_400])
        #expect(steps.map(\.market) == [nil, Identifier("JP")])
        let view = try await shop.commerce.catalogue.view(of: product.id, in: Identifier("JP"))
        #expect(view.variants[0].price.minor == 1_400, "a price set by hand goes before the converted one")
    }

    @Test func `a shelf keeps its order, loses archived products and hides drafts`() async throws {
        let shop = try await Shop()
        let catalogue = shop.commerce.catalogue
        let lantern = try await shop.product("Lantern"), shawl = try await shop.product("Shawl")
        let secret = try await shop.product("Secret")
        var hidden = ProductDraft(secret)
        hidden.state = .draft
        _ = try await catalogue.update(secret.id, to: hidden)
        try await catalogue.setShelf(of: Shop.show, to: [shawl.id, secret.id, lantern.id, shawl.id])
        #expect(try await catalogue.shelf(of: Shop.show) == [shawl.id, secret.id, lantern.id])
        #expect(try await catalogue.shelf(of: Shop.show, in: Identifier("US")).map(\.id) == [shawl.id, lantern.id])
        try await catalogue.archive(shawl.id)
        #expect(try await catalogue.shelf(of: Shop.show) == [secret.id, lantern.id])
        await #expect(throws: CommerceError.unknownProduct(shawl.id)) {
            try await catalogue.setShelf(of: Shop.show, to: [shawl.id])
        }
    }

    @Test func `pictures are added in order, up to a limit, and removed`() async throws {
        let shop = try await Shop()
        let product = try await shop.product()
        let file = try #require(PictureFile(rawValue: "a.png"))
        for _ in 0..<20 {
            shop.clock.advance(by: .milliseconds(1))
            _ = try await shop.commerce.catalogue.addPicture(to: product.id, file: file, width: 4, height: 3, alt: "A")
        }
        await #expect(throws: CommerceError.invalidProduct(.pictures)) {
            try await shop.commerce.catalogue.addPicture(to: product.id, file: file, width: 4, height: 3, alt: "A")
        }
        let pictures = try await shop.commerce.catalogue.product(product.id).pictures
        let removed = try await shop.commerce.catalogue.removePicture(pictures[3].id, from: product.id)
        #expect(removed.file == file)
        #expect(try await shop.commerce.catalogue.product(product.id).pictures.count == 19)
    }

    @Test func `units held for orders cannot be counted away`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 5).variants[0].id
        try await shop.buy(3, of: variant, scenario: .challenge)
        await #expect(throws: CommerceError.stockIsHeld(variant, held: 3)) {
            try await shop.count(variant, onHand: 2)
        }
        try await shop.count(variant, onHand: 3)
        #expect(try await shop.available(variant) == 0)
    }

    @Test func `a count against a number that is no longer true is refused with the number of now`() async throws {
        let shop = try await Shop()
        let variant = try await shop.product(onHand: 5).variants[0].id
        try await shop.buy(2, of: variant)
        await #expect(throws: CommerceError.stockMoved(variant, now: StockLevel(onHand: 3, held: 0))) {
            try await shop.commerce.stock.count(variant, expected: 5, onHand: 9)
        }
        try await shop.commerce.stock.count(variant, expected: 3, onHand: 9)
        #expect(try await shop.available(variant) == 9)
    }

    @Test func `pages of products follow each other without gap or repeat`() async throws {
        let shop = try await Shop()
        var made: [ProductID] = []
        for index in 0..<7 { made.append(try await shop.product("P\(index)").id) }
        var read: [ProductID] = []
        while true {
            let page = try await shop.commerce.catalogue.products(after: read.last, limit: 3)
            if page.isEmpty { break }
            read += page.map(\.id)
        }
        #expect(read == made)
    }

    private static func draft(_ colours: [String]) -> ProductDraft {
        var draft = ProductDraft(
            title: "Paper lantern",
            variants: colours.map { colour in
                var variant = VariantDraft(price: VariantPrice(price: Money(minor: 1_000, currency: Shop.dollar)))
                variant.options = [colour]
                variant.onHand = 4
                return variant
            })
        draft.options = ["Colour"]
        draft.state = .active
        return draft
    }
}

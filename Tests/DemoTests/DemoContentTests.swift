import Domain
import SyntheticCamera
import Testing

@testable import Demo

struct DemoContentTests {
    @Test func `the shop has twelve products and no handle or number twice`() {
        let products = DemoContent.products
        #expect(products.count == 12)
        #expect(Set(products.map(\.handle)).count == 12)
        let numbers = products.flatMap { $0.variants.map(\.sku) }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test(arguments: DemoContent.products)
    func `each variant names one value per option, once, at a price in the shop's currency`(product: DemoProduct) {
        #expect((2...6).contains(product.variants.count))
        #expect(Set(product.variants.map(\.options)).count == product.variants.count)
        for variant in product.variants {
            #expect(variant.options.count == product.options.count)
            #expect(variant.price.currency == DemoSeller.currency)
            #expect(variant.price.minor > 0 && variant.onHand > 0)
            #expect(variant.compareAt.map { $0.minor > variant.price.minor } ?? true)
        }
    }

    @Test(arguments: DemoContent.products)
    func `each product says what it is, whom it does not suit, and how it looks`(product: DemoProduct) {
        #expect(product.title.count <= 60)
        #expect((100...600).contains(product.description.count))
        #expect((40...500).contains(product.notFor.count))
        #expect(product.notFor.hasPrefix("Not "))
        #expect(!product.description.contains("  ") && !product.notFor.contains("  "))
        #expect(product.subject.title == product.title)
        #expect((1...3).contains(product.pictures.count))
        #expect(product.pictures.allSatisfy { (20...200).contains($0.alt.count) })
        #expect(product.pictures.first?.file == product.handle.rawValue + ".svg")
    }

    @Test func `every product is shown in the running show, for forty seconds each, over and over`() {
        let order = DemoContent.onAir.runningOrder
        #expect(order.segments.map(\.product) == DemoContent.products)
        #expect(order.segment(at: .zero).product == DemoContent.products[0])
        #expect(order.segment(at: .milliseconds(39_999)).product == DemoContent.products[0])
        #expect(order.segment(at: .seconds(40)).product == DemoContent.products[1])
        #expect(order.segment(at: .seconds(479)).product == DemoContent.products[11])
        #expect(order.segment(at: .seconds(480)).product == DemoContent.products[0])
        #expect(order.segment(at: .seconds(1_000_000 * 480 + 85)).product == DemoContent.products[2])
        #expect(order.segment(at: .seconds(-5)).product == DemoContent.products[0])
    }

    @Test(arguments: [
        (Int64(0), Int64(302_400_000)), (1, 302_400_000), (86_399_999, 302_400_000), (86_400_000, 388_800_000),
    ])
    func `the announced show starts at noon of the third day from now`(now: Int64, start: Int64) throws {
        let show = try #require(DemoContent.shows.first { $0.id == ShowID("new-moon-night") })
        #expect(show.start(from: Timestamp(milliseconds: now)) == Timestamp(milliseconds: start))
        #expect(DemoContent.onAir.start(from: Timestamp(milliseconds: now)) == Timestamp(milliseconds: now))
    }
}

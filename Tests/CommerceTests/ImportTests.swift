@testable import Commerce
import Domain
import Testing

/// Products in and out as files.
struct ImportTests {
    @Test func `an export that is imported into an empty shop gives the same export`() async throws {
        let shop = try await Shop()
        _ = try await shop.commerce.catalogue.create(Self.lantern)
        _ = try await shop.product("Shawl, \"indigo\"", price: 0, onHand: 0)
        let file = try await shop.commerce.exchange.exportProducts()
        let other = try await Shop()
        let report = try await other.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report == ImportReport(created: 2))
        #expect(try await other.commerce.exchange.exportProducts() == file)
    }

    @Test(arguments: [
        "=HYPERLINK(\"https://example.com\")", "+1", "-2", "@SUM(A1)", "＝1", "'=1", "''-1", "'tis", "'", "=\u{301}1",
    ])
    func `no text of ours is a formula in a spreadsheet, and each comes back as it was`(text: String) async throws {
        let shop = try await Shop()
        var draft = ProductDraft(try await shop.product())
        draft.handle = Handle(rawValue: "text")
        draft.title = text
        draft.notFor = text
        draft.variants[0].id = nil
        _ = try await shop.commerce.catalogue.create(draft)
        let file = try await shop.commerce.exchange.exportProducts()
        var reader = CSVReader(Array(file.utf8), limits: CSVLimits())
        while case .success(let record)? = reader.next() {
            #expect(record.fields.allSatisfy { !"=+-@＝＋－＠".unicodeScalars.contains($0.unicodeScalars.first ?? " ") })
        }
        let other = try await Shop()
        _ = try await other.commerce.exchange.importProducts(Array(file.utf8))
        let handle = try #require(draft.handle)
        let product = try #require(try await other.commerce.catalogue.product(handle))
        #expect(product.title == text)
        #expect(product.notFor == text)
    }

    @Test func `a market's price before is kept by a file that does not name it`() async throws {
        let shop = try await Shop()
        let standing = try await shop.commerce.catalogue.create(Self.lantern)
        let heading = "URL handle,Title,Option1 name,Option1 value,Option2 name,Option2 value,Price / JP"
        let line = "paper-lantern,Paper lantern,Colour,Red,Size,M,3500"
        for (more, expected) in [("", 4_000), (",Compare-at price / JP", nil)] as [(String, Int64?)] {
            let file = heading + more + "\n" + line + (more.isEmpty ? "" : ",") + "\n"
            #expect(try await shop.commerce.exchange.importProducts(Array(file.utf8)) == ImportReport(updated: 1))
            let variant = try await shop.commerce.catalogue.product(standing.id).variants[0]
            let price = variant.marketPrices[Identifier("JP")]
            #expect(price?.price.minor == 3_500)
            #expect(price?.compareAt?.minor == expected)
        }
    }

    @Test func `an export that is imported where it came from changes nothing`() async throws {
        let shop = try await Shop()
        let product = try await shop.commerce.catalogue.create(Self.lantern)
        try await shop.buy(of: product.variants[0].id, scenario: .challenge)
        let before = try await shop.commerce.catalogue.product(product.id)
        let file = try await shop.commerce.exchange.exportProducts()
        let report = try await shop.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report == ImportReport(updated: 1))
        #expect(try await shop.commerce.catalogue.product(product.id) == before)
    }

    @Test(arguments: [
        """
        URL handle,Title,Description,Status,Option1 name,Option1 value,SKU,Inventory quantity,Price,Compare-at price,Price / Germany
        lantern,Paper lantern,<p>Folded by hand.</p>,Active,Colour,Red,LL-1,7,24.00,30.00,21.90
        lantern,,,,,Blue,LL-2,3,26.00,,
        """,
        """
        Handle,Title,Body (HTML),Vendor,Status,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Price / DE,Image Src
        lantern,Paper lantern,<p>Folded by hand.</p>,Loom,active,Colour,Red,LL-1,7,24.00,30.00,21.90,https://example.com/1.png
        lantern,,,,,,Blue,LL-2,3,26.00,,,
        lantern,,,,,,,,,,,,https://example.com/2.png
        """,
    ])
    func `today's headings and yesterday's mean the same`(file: String) async throws {
        let shop = try await Shop()
        let report = try await shop.commerce.exchange.importProducts(Array(("\u{FEFF}" + file).utf8))
        #expect(report.created == 1 && report.lines.isEmpty)
        let handle = try #require(Handle(rawValue: "lantern"))
        let product = try #require(try await shop.commerce.catalogue.product(handle))
        #expect(product.title == "Paper lantern")
        #expect(product.description == "Folded by hand.")
        #expect(product.state == .active)
        #expect(product.options == ["Colour"])
        #expect(product.variants.map(\.options) == [["Red"], ["Blue"]])
        #expect(product.variants.map { $0.sku?.rawValue } == ["LL-1", "LL-2"])
        #expect(product.variants.map(\.stock.onHand) == [7, 3])
        #expect(product.variants.map(\.price.price.minor) == [2_400, 2_600])
        #expect(product.variants.map { $0.price.compareAt?.minor } == [3_000, nil])
        #expect(product.variants[0].marketPrices[Identifier("DE")]?.price.minor == 2_190)
        #expect(product.variants[1].marketPrices.isEmpty)
    }

    @Test(arguments: [
        ("x,Shawl,,,12,99", 0, "", ""),
        ("x,Shawl,,,\"12,99\"", 1, "Price", "“12,99” is not a price"),
        ("x,Shawl,,,1.234", 1, "Price", "“1.234” is not a price"),
        ("x,Shawl,,,-1", 1, "Price", "A price is below zero."),
        ("x,Shawl,,-3,1", 1, "Inventory quantity", "“-3” is not a number of units"),
        ("x,Shawl,,many,1", 1, "Inventory quantity", "“many” is not a number of units"),
        ("x,Shawl,Perhaps,,1", 1, "Status", "“Perhaps” is not a status"),
        ("X Y,Shawl,,,1", 1, "Handle", "“X Y” is not a handle"),
        ("x,,,,1", 1, "Title", "The first line of a product has no title"),
        (",,,,1", 1, "Handle", "“” is not a handle"),
        ("x,Shawl,,,", 1, "Price", "The product has no price"),
        ("x,Shawl,,5,", 1, "Price", "A new variant has no price"),
        ("x,Sha\"wl,,,1", 1, "Title", "A quotation mark stands inside a field"),
        ("x,\"Shawl,,,1", 1, "Title", "A quoted field has no end"),
        ("x,\"Shawl\"s,,,1", 1, "Title", "A quotation mark stands inside a field"),
    ])
    func `a bad line is reported by line, column and problem, and the good ones are taken`(
        line: String, skipped: Int, column: String, problem: String
    ) async throws {
        let shop = try await Shop()
        let file =
            "Handle,Title,Status,Inventory quantity,Price\r\ngood,Good,,1,1.00\r\n\(line)\r\nfine,Fine,,2,2.00\r\n"
        let report = try await shop.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report.skipped == skipped)
        #expect(report.created == (skipped == 0 ? 3 : 2))
        if skipped > 0 {
            #expect(report.lines.map(\.line) == [3])
            #expect(report.lines[0].column == column)
            #expect(report.lines[0].problem == problem)
            #expect(!report.lines[0].action.isEmpty)
        }
    }

    @Test(arguments: [
        (["a,Lamp,Colour,Red,1.00,S-1", "a,,,Blue,2.00,S-2"], [2: "Variant SKU", 3: ""]),
        (["b,Lamp,Colour,Red,1.00,S-2", "b,,,Blue,2.00,S-1"], [2: "", 3: "Variant SKU"]),
        (["c,Lamp,Colour,Red,1.00,", "c,,,Blue,,S-2"], [2: "", 3: "Variant Price"]),
        (["d,Lamp,Colour,Red,1.00,", "d,,,Blue,-2.00,"], [2: "", 3: "Variant Price"]),
    ])
    func `every line of a product that is refused is told, in the file's own words`(
        lines: [String], columns: [Int: String]
    ) async throws {
        let shop = try await Shop()
        let heading = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant SKU\n"
        let taken = heading + "taken,Taken,Colour,Red,1.00,S-1\n"
        _ = try await shop.commerce.exchange.importProducts(Array(taken.utf8))
        let file = heading + lines.joined(separator: "\n")
        let report = try await shop.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report.skipped == 2)
        #expect(report.created == 0)
        #expect(Dictionary(uniqueKeysWithValues: report.lines.map { ($0.line, $0.column) }) == columns)
        let blamed = try #require(columns.first { !$0.value.isEmpty }?.key)
        #expect(report.lines.contains { $0.line != blamed && $0.action == "Mend line \(blamed) first" })
    }

    @Test(arguments: ["Image Src", "Product image URL"])
    func `addresses of pictures are counted and not fetched`(heading: String) async throws {
        let shop = try await Shop()
        let file = """
            Handle,Title,Variant Price,\(heading)
            cap,Cap,12.50,https://shop.example/a.png
            cap,,,https://shop.example/b.png
            hat,Hat,20.00,
            """
        let report = try await shop.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report == ImportReport(created: 2, pictures: 2))
    }

    @Test func `a report names no more lines than its limit and counts the others`() async throws {
        let shop = try await Shop()
        var limits = CSVLimits()
        limits.problems = 3
        let lines = (1...5).map { "a-\($0),Lamp,-1" } + ["good,Good,1"]
        let report = try await shop.commerce.exchange.importProducts(
            Array(("Handle,Title,Price\n" + lines.joined(separator: "\n")).utf8), limits: limits)
        #expect(report.lines.map(\.line) == [2, 3, 4])
        #expect(report.skipped == 5)
        #expect(report.created == 1)
    }

    @Test func `a field that is not text, or holds a zero byte, costs its line only`() async throws {
        let shop = try await Shop()
        let file = Array("Title,Price\nBad ".utf8) + [0xFF] + Array(",1\nWorse ".utf8) + [0] + Array(",1\nGood,1".utf8)
        let report = try await shop.commerce.exchange.importProducts(file)
        #expect(report.created == 1)
        #expect(report.lines.map(\.line) == [2, 3])
    }

    @Test(arguments: [
        ("", ImportError.empty),
        ("Name,Price\n", .noTitleColumn),
        ("Title;Price\n", .separatedBySemicolons),
        ("Title,Price,price\n", .columnTwice("price")),
        ("Ti\"tle\n", .unreadableHeading("A quotation mark stands inside a field")),
    ])
    func `a file that is something else is refused as a whole`(file: String, error: ImportError) async throws {
        let shop = try await Shop()
        await #expect(throws: error) { try await shop.commerce.exchange.importProducts(Array(file.utf8)) }
    }

    @Test func `each limit of a file has its own refusal`() async throws {
        let shop = try await Shop()
        var limits = CSVLimits()
        limits.bytes = 200
        limits.records = 3
        limits.problems = 1
        limits.bytesPerField = 10
        limits.fieldsPerRecord = 3
        let exchange = shop.commerce.exchange
        await #expect(throws: ImportError.tooLarge(limit: 200)) {
            try await exchange.importProducts(Array(repeating: 65, count: 201), limits: limits)
        }
        await #expect(throws: ImportError.tooManyRecords(limit: 3)) {
            try await exchange.importProducts(Array("Title,Price\na,1\nb,1\nc,1\nd,1".utf8), limits: limits)
        }
        await #expect(throws: ImportError.tooManyProblems(limit: 1)) {
            try await exchange.importProducts(Array("Title,Price\na,x\nb,x\nc,1".utf8), limits: limits)
        }
        let report = try await exchange.importProducts(
            Array("Title,Price\nlonger than ten,1\nb,1\n1,2,3,4".utf8),
            limits: {
                var more = limits
                more.problems = 10
                return more
            }())
        #expect(report.lines.map(\.problem) == ["A field is longer than 10 bytes", "The line has more than 3 fields"])
        #expect(report.created == 1)
    }

    @Test func `an import never removes what the file does not name`() async throws {
        let shop = try await Shop()
        let product = try await shop.commerce.catalogue.create(Self.lantern)
        let file =
            "Handle,Title,Option1 name,Option1 value,Option2 name,Option2 value,Price\n"
            + "paper-lantern,Lantern,Colour,Red,Size,M,20.00"
        let report = try await shop.commerce.exchange.importProducts(Array(file.utf8))
        #expect(report == ImportReport(updated: 1))
        let after = try await shop.commerce.catalogue.product(product.id)
        #expect(after.title == "Lantern")
        #expect(after.description == product.description)
        #expect(after.variants.count == 2)
        #expect(after.variants[0].price.price.minor == 2_000)
        #expect(after.variants[0].stock == product.variants[0].stock)
    }

    @Test(arguments: [
        ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("&#228;&#x41;&bogus;&#0;", "äA&bogus;&#0;"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<unclosed", "<unclosed"),
    ])
    func `a description in HTML becomes plain text`(html: String, plain: String) {
        #expect(HTMLText.plain(html) == plain)
    }

    @Test func `quoted fields keep commas, quotes and line ends`() throws {
        var reader = CSVReader(Array("\"a,\"\"b\"\"\r\nc\",d\r\n\re,\n".utf8), limits: CSVLimits())
        #expect(try reader.next()?.get() == CSVReader.Record(line: 1, fields: ["a,\"b\"\r\nc", "d"]))
        #expect(try reader.next()?.get() == CSVReader.Record(line: 4, fields: ["e", ""]))
        #expect(reader.next() == nil)
    }

    @Test func `no bytes at all make the reader trap or run on for ever`() {
        var random = SeededGenerator(seed: 7)
        let alphabet: [UInt8] = Array("a,\"\r\n;".utf8) + [0, 0xEF, 0xBB, 0xBF, 0xFF]
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random)!
            }
            var reader = CSVReader(bytes, limits: CSVLimits())
            var records = 0
            while reader.next() != nil { records += 1 }
            #expect(records <= bytes.count)
        }
    }

    @Test func `a quotation mark under an accent is written as it is read`() {
        var writer = CSVWriter()
        writer.append(["a \"\u{301} b", "c"])
        var reader = CSVReader(Array(writer.text.utf8), limits: CSVLimits())
        #expect(reader.next() == .success(CSVReader.Record(line: 1, fields: ["a \"\u{301} b", "c"])))
    }

    @Test(arguments: ["a <\u{338} b", "a\n\u{301}b", "&\u{301}amp;", "a > b\u{338} < c"])
    func `signs under an accent survive the HTML of a description`(text: String) {
        #expect(HTMLText.plain(HTMLText.html(text)) == text)
    }

    @Test func `a description of tags without an end is read in one pass`() {
        let text = String(repeating: "<a", count: 32 * 1_024)
        var plain = ""
        #expect(ContinuousClock().measure { plain = HTMLText.plain(text) } < .seconds(5))
        #expect(plain == text)
    }

    @Test func `a number of the seller's is bounded in bytes too`() {
        #expect(SKU(rawValue: "a" + String(repeating: "\u{200D}", count: 300)) == nil)
        #expect(SKU(rawValue: String(repeating: "番", count: 64)) != nil)
    }

    /// A product that uses everything a file can say.
    private static let lantern: ProductDraft = {
        var red = VariantDraft(
            price: VariantPrice(
                price: Money(minor: 2_400, currency: Shop.dollar), compareAt: Money(minor: 3_000, currency: Shop.dollar)
            ))
        red.options = ["Red", "M"]
        red.sku = SKU(rawValue: "LL-001-R")
        red.onHand = 5
        red.marketPrices[Identifier("JP")] = VariantPrice(
            price: Money(minor: 3_600, currency: .known("JPY")),
            compareAt: Money(minor: 4_000, currency: .known("JPY")))
        // Two decimals by ISO 4217, which no price in a shop shows.
        red.marketPrices[Identifier("ID")] = VariantPrice(
            price: Money(minor: 39_900_000, currency: .known("IDR")),
            compareAt: Money(minor: 45_000_050, currency: .known("IDR")))
        var blue = VariantDraft(price: VariantPrice(price: Money(minor: 2_600, currency: Shop.dollar)))
        blue.options = ["Blue, dark", "M"]
        var draft = ProductDraft(title: "Paper lantern", variants: [red, blue])
        draft.description = "Folded by hand.\nLasts < 3 years & glows \"warm\"."
        draft.state = .active
        draft.options = ["Colour", "Size"]
        draft.notFor = "Rain, open fire"
        return draft
    }()
}

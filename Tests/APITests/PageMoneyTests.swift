import Domain
import Foundation
import Testing

/// What the pages know of money is what the server counts by.
struct PageMoneyTests {
    @Test func `the pages count every currency's smallest unit as we do`() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/API/Pages/assets/script/text/money.js")
        var exponents: [String: Int] = [:]
        for line in try String(contentsOf: script, encoding: .utf8).matches(of: /\.\.\.'([A-Z ]+)'.*, (\d)\]\)/) {
            for code in line.1.split(separator: " ") { exponents[String(code)] = Int(line.2) }
        }
        try #require(!exponents.isEmpty)
        for currency in Currency.all {
            #expect(exponents[currency.code] ?? 2 == currency.exponent, "\(currency)")
        }
    }
}

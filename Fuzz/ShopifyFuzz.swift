// fuzz-sources: Fuzz/ShopifyMarkets.swift Sources/Commerce/Import/CSV/CSVLimits.swift
// fuzz-sources: Sources/Commerce/Import/CSV/CSVProblem.swift Sources/Commerce/Import/CSV/CSVReader.swift
// fuzz-sources: Sources/Commerce/Import/CSV/CSVWriter.swift Sources/Commerce/Import/CSV/FormulaGuard.swift
// fuzz-sources: Sources/Commerce/Import/HTMLText.swift
// fuzz-sources: Sources/Commerce/Import/ImportedProduct.swift Sources/Commerce/Import/ImportedProduct+Draft.swift
// fuzz-sources: Sources/Commerce/Import/ImportedVariant.swift Sources/Commerce/Import/Report/ImportError.swift
// fuzz-sources: Sources/Commerce/Import/Report/ImportProblem.swift Sources/Commerce/Import/Report/ImportReport.swift
// fuzz-sources: Sources/Commerce/Import/ShopifyColumn.swift Sources/Commerce/Import/ShopifyHeading.swift
// fuzz-sources: Sources/Commerce/Import/ShopifyLines.swift Sources/Commerce/Import/ShopifyReader.swift
// fuzz-sources: Sources/Commerce/Import/ShopifyWriter.swift Sources/Commerce/Catalogue/Editing/ProductDraft.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductDraft+Check.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductLimits.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductProblem.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/VariantDraft.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Handle.swift Sources/Commerce/Catalogue/Products/Picture.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/PictureFile.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Product.swift Sources/Commerce/Catalogue/Products/SKU.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Variant.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/VariantPrice.swift Sources/Commerce/Pricing/PriceBook.swift
// fuzz-sources: Sources/Commerce/Stock/StockLevel.swift Sources/Markets/AcceptLanguage.swift
// fuzz-sources: Sources/Markets/MarketDirectory.swift Sources/Markets/Playbook/AccentColour.swift
// fuzz-sources: Sources/Markets/Playbook/DeliveryDays.swift Sources/Markets/Playbook/DeliveryOption.swift
// fuzz-sources: Sources/Markets/Playbook/DeliveryOptionID.swift Sources/Markets/Playbook/ExchangeRate.swift
// fuzz-sources: Sources/Markets/Playbook/PaymentMethodID.swift Sources/Markets/Playbook/PictureDefault.swift
// fuzz-sources: Sources/Markets/Playbook/Playbook.swift
// fuzz-sources: Sources/Markets/Playbook/PlaybookError.swift Sources/Markets/Playbook/PrimeTime.swift
// fuzz-sources: Sources/Markets/Playbook/TimeOfDay.swift Sources/Markets/Playbook/TimeZoneID.swift
// fuzz-length: 512
import Domain

/// Any bytes as a file of products: what is taken from it is exported and reads the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // Each takes as long as the others together.
    if count & 1 == 0 {
        checkRecords(bytes)
        checkDescription(String(decoding: bytes, as: UTF8.self))
    } else {
        checkProducts(bytes)
    }
    return 0
}

private func checkRecords(_ bytes: [UInt8]) {
    var reader = CSVReader(bytes, limits: CSVLimits())
    var writer = CSVWriter()
    var records: [[String]] = []
    var last = 0
    while let result = reader.next() {
        switch result {
        case .success(let record):
            precondition(record.line > last, "records come in the order of their lines")
            last = record.line
            // An empty field alone makes an empty line, which is no record.
            guard record.fields != [""] else { continue }
            records.append(record.fields)
            writer.append(record.fields)
        case .failure(let problem):
            precondition(!problem.detail.isEmpty && !problem.action.isEmpty, "a problem has a text")
        }
    }
    // A byte order mark at the start of a file is no text.
    guard records.first?.first?.unicodeScalars.first != "\u{FEFF}" else { return }
    var again = CSVReader(Array(writer.text.utf8), limits: CSVLimits())
    for fields in records {
        guard case .success(let record) = again.next() else { preconditionFailure("what is written reads") }
        precondition(record.fields.map(FormulaGuard.unguarded) == fields, "what is written reads the same")
    }
    precondition(again.next() == nil, "nothing else is written")
}

private func checkDescription(_ text: String) {
    let plain = HTMLText.plain(text)
    precondition(plain.utf8.count <= text.utf8.count, "a plain text is not longer")
    precondition(HTMLText.plain(HTMLText.html(plain)) == plain, "a plain text survives HTML")
}

private func checkProducts(_ bytes: [UInt8]) {
    let reader = ShopifyReader(prices: ShopifyMarkets.prices, limits: CSVLimits())
    var report = ImportReport()
    do throws(ImportError) {
        var writer = ShopifyWriter(markets: ShopifyMarkets.prices.markets.all)
        var drafts: [ProductDraft] = []
        for imported in try reader.read(bytes, into: &report) {
            guard
                let draft = try? imported.draft(over: nil).checked(
                    shopCurrency: ShopifyMarkets.prices.shopCurrency, markets: ShopifyMarkets.prices.markets)
            else { continue }
            let product = ShopifyMarkets.product(draft)
            drafts.append(ShopifyMarkets.draft(product))
            writer.append(product)
        }
        precondition(report.lines.allSatisfy { !$0.problem.isEmpty && !$0.action.isEmpty }, "a problem has a text")
        let again = try reader.read(Array(writer.text.utf8), into: &report).compactMap { try? $0.draft(over: nil) }
        precondition(again.count == drafts.count, "what is exported is imported")
        for (one, other) in zip(drafts, again) {
            precondition(one == other, "a product survives its export")
        }
    } catch {
        precondition(!error.detail.isEmpty && !error.action.isEmpty, "an error has a text")
    }
}

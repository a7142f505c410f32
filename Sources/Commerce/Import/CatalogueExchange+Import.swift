import Domain

extension CatalogueExchange {
    /// Takes the good lines of a file and reports the others.
    ///
    /// Lines of one handle are one product. What the file does not say stays as it is: an import adds and changes, it never
    /// removes a variant, a text or a picture.
    package func importProducts(_ bytes: [UInt8], limits: CSVLimits = CSVLimits()) async throws -> ImportReport {
        var report = ImportReport()
        let products = try ShopifyReader(prices: prices, limits: limits).read(bytes, into: &report)
        for product in products {
            do {
                let isNew = try await catalogue.store(product.handle) { try product.draft(over: $0) }
                if isNew { report.created += 1 } else { report.updated += 1 }
            } catch let refusal as CommerceError {
                report.refuse(product, because: product.problem(refusal), limit: limits.problems)
            } catch let problem as ImportProblem {
                report.refuse(product, because: problem, limit: limits.problems)
            }
        }
        report.lines.sort { $0.line < $1.line }
        return report
    }
}

extension ImportReport {
    /// Tells of every line of a product that was not taken; past the limit they are only counted.
    fileprivate mutating func refuse(_ product: ImportedProduct, because problem: ImportProblem, limit: Int) {
        skipped += product.variants.count
        let others = product.variants.map(\.line).filter { $0 != problem.line }.map { line in
            ImportProblem(
                line: line, column: "", problem: "The product of this line was not taken",
                action: "Mend line \(problem.line) first")
        }
        lines += ([problem] + others).prefix(max(0, limit - lines.count))
    }
}

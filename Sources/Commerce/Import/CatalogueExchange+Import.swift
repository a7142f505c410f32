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
                try await store(product, in: &report)
            } catch let error as CommerceError {
                report.skipped += product.variants.count
                report.lines.append(
                    ImportProblem(
                        line: product.line, column: "", problem: error.detail, action: error.action))
            } catch let error as ImportProblem {
                report.skipped += product.variants.count
                report.lines.append(error)
            }
        }
        report.lines.sort { $0.line < $1.line }
        return report
    }

    private func store(_ imported: ImportedProduct, in report: inout ImportReport) async throws {
        if let standing = try await catalogue.product(imported.handle) {
            _ = try await catalogue.update(standing.id, to: try imported.draft(over: standing))
            report.updated += 1
        } else {
            _ = try await catalogue.create(try imported.draft())
            report.created += 1
        }
    }
}

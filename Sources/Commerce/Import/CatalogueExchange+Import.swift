import Domain

extension CatalogueExchange {
    /// Takes the good lines of a file and reports the others.
    ///
    /// Lines of one handle are one product. What the file does not say stays as it is: an import adds and changes, it never
    /// removes a variant, a text or a picture.
    package func importProducts(_ bytes: [UInt8], limits: CSVLimits = CSVLimits()) async throws -> ImportReport {
        var report = ImportReport()
        let products = try read(bytes, limits: limits, into: &report)
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

    private func read(
        _ bytes: [UInt8], limits: CSVLimits, into report: inout ImportReport
    ) throws(ImportError) -> [ImportedProduct] {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        var reader = CSVReader(bytes, limits: limits)
        let heading: ShopifyHeading
        switch reader.next() {
        case .none: throw .empty
        case .failure(let problem): throw .unreadableHeading(problem.detail)
        case .success(let record): heading = try ShopifyHeading(record.fields, markets: prices.markets)
        }
        var lines = ShopifyLines(heading: heading, prices: prices)
        var records = 0
        while let result = reader.next() {
            records += 1
            guard records <= limits.records else { throw .tooManyRecords(limit: limits.records) }
            do throws(ImportProblem) {
                try lines.take(record(of: result, heading))
            } catch {
                report.skipped += 1
                report.lines.append(error)
                guard report.lines.count <= limits.problems else { throw .tooManyProblems(limit: limits.problems) }
            }
        }
        return lines.products
    }

    private func record(
        of result: Result<CSVReader.Record, CSVProblem>, _ heading: ShopifyHeading
    ) throws(ImportProblem) -> CSVReader.Record {
        switch result {
        case .success(let record):
            return record
        case .failure(let problem):
            let column = problem.field < heading.words.count ? heading.words[problem.field] : ""
            throw ImportProblem(
                line: problem.line, column: column, problem: problem.detail, action: problem.action)
        }
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

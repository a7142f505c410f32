/// Reads a file of Shopify's columns.
struct ShopifyReader {
    let prices: PriceBook
    let limits: CSVLimits

    /// The products of the good lines; the others are told in the report.
    func read(_ bytes: [UInt8], into report: inout ImportReport) throws(ImportError) -> [ImportedProduct] {
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
                let record = try record(of: result, heading)
                if heading.namesPicture(record) { report.pictures += 1 }
                try lines.take(record)
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
}

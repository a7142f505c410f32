import Domain
import Markets

/// Where each column stands in a file, found by its headings.
///
/// Case and blanks do not matter; columns that are not ours are passed over.
struct ShopifyHeading {
    /// The words as they stand in the file, for the report.
    let words: [String]
    private var columns: [ShopifyColumn: Int] = [:]
    private(set) var marketPrices: [MarketID: Int] = [:]
    private(set) var marketCompareAt: [MarketID: Int] = [:]
    /// Where addresses of pictures stand, which are counted and not fetched.
    private var pictures: Int?

    /// What that column is called, today and in older files.
    private static let pictureHeadings: Set = ["product image url", "image src"]

    init(_ fields: [String], markets: MarketDirectory) throws(ImportError) {
        words = fields
        let known = Dictionary(
            ShopifyColumn.allCases.flatMap { column in column.headings.map { (Self.key($0), column) } },
            uniquingKeysWith: { first, _ in first })
        for (index, field) in fields.enumerated() {
            if Self.pictureHeadings.contains(Self.key(field)) {
                pictures = index
            } else if let column = known[Self.key(field)] {
                guard columns.updateValue(index, forKey: column) == nil else { throw .columnTwice(field) }
            } else if let market = Self.market(field, after: ["price /"], in: markets) {
                marketPrices[market] = index
            } else if let market = Self.market(field, after: ["compare-at price /", "compare at price /"], in: markets)
            {
                marketCompareAt[market] = index
            }
        }
        guard columns[.title] != nil else {
            throw fields.count == 1 && fields[0].contains(";") ? .separatedBySemicolons : .noTitleColumn
        }
    }

    func has(_ column: ShopifyColumn) -> Bool { columns[column] != nil }

    /// Whether a record names a picture.
    func namesPicture(_ record: CSVReader.Record) -> Bool {
        pictures.map { !Self.field($0, of: record).isEmpty } ?? false
    }

    /// The field of a record, without blanks at its ends and the guard against formulas.
    ///
    /// Empty when the record is shorter than the heading.
    func field(_ column: ShopifyColumn, of record: CSVReader.Record) -> String {
        columns[column].map { Self.field($0, of: record) } ?? ""
    }

    static func field(_ index: Int, of record: CSVReader.Record) -> String {
        guard index < record.fields.count else { return "" }
        return String(FormulaGuard.unguarded(String(record.fields[index].trimmed)).trimmed)
    }

    /// What the file calls a column.
    func word(_ column: ShopifyColumn) -> String {
        columns[column].map { words[$0] } ?? column.headings[0]
    }

    /// The market of `Price / Germany` or `Price / DE`.
    private static func market(
        _ heading: String, after prefixes: [String], in markets: MarketDirectory
    ) -> MarketID? {
        let key = key(heading)
        guard let prefix = prefixes.first(where: { key.hasPrefix($0) }) else { return nil }
        let name = key.dropFirst(prefix.count).drop { $0 == " " }
        return markets.all.first { market in
            market.id.rawValue.lowercased() == name || market.names.values.contains { $0.lowercased() == name }
        }?.id
    }

    private static func key(_ heading: String) -> String {
        heading.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

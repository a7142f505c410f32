/// Why a file is not read at all.
package enum ImportError: Error, Hashable, Sendable {
    case tooLarge(limit: Int)
    case tooManyRecords(limit: Int)
    case tooManyProblems(limit: Int)
    case empty
    case unreadableHeading(String)
    case noTitleColumn
    case separatedBySemicolons
    case columnTwice(String)

    package var detail: String {
        switch self {
        case .tooLarge(let limit): "The file is larger than \(limit) bytes."
        case .tooManyRecords(let limit): "The file has more than \(limit) lines."
        case .tooManyProblems(let limit): "More than \(limit) lines of the file cannot be read."
        case .empty: "The file is empty."
        case .unreadableHeading(let detail): "The first line cannot be read: \(detail)."
        case .noTitleColumn: "The first line names no column “Title”."
        case .separatedBySemicolons: "The columns are separated by semicolons."
        case .columnTwice(let heading): "The column “\(heading)” is there twice."
        }
    }

    package var action: String {
        switch self {
        case .tooLarge, .tooManyRecords: "Split it."
        case .tooManyProblems, .empty, .unreadableHeading, .noTitleColumn:
            "Choose a product file in the columns of Shopify."
        case .separatedBySemicolons: "Save it with commas."
        case .columnTwice: "Remove one of them."
        }
    }
}

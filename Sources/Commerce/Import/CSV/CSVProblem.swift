/// Why a record cannot be read.
struct CSVProblem: Error, Hashable {
    /// The line of the file in which the record starts.
    var line: Int
    /// The place of the field in its record, from 0.
    var field: Int
    var kind: Kind

    enum Kind: Hashable {
        case strayQuote
        case unterminatedQuote
        case fieldTooLong(Int)
        case tooManyFields(Int)
        case notText
    }

    init(line: Int, field: Int, kind: Kind) {
        self.line = line
        self.field = field
        self.kind = kind
    }

    init(_ place: (line: Int, field: Int), _ kind: Kind) {
        self.init(line: place.line, field: place.field, kind: kind)
    }
}

extension CSVProblem {
    var detail: String {
        switch kind {
        case .strayQuote: "A quotation mark stands inside a field"
        case .unterminatedQuote: "A quoted field has no end"
        case .fieldTooLong(let limit): "A field is longer than \(limit) bytes"
        case .tooManyFields(let limit): "The line has more than \(limit) fields"
        case .notText: "A field is not UTF-8 text"
        }
    }

    var action: String {
        switch kind {
        case .strayQuote: "Put the whole field in quotation marks and double those inside"
        case .unterminatedQuote: "Close the quotation mark"
        case .fieldTooLong: "Shorten it"
        case .tooManyFields: "Remove the columns that are not needed"
        case .notText: "Save the file as UTF-8"
        }
    }
}

internal import Foundation
internal import Glibc

/// A table of figures for people, and the same figures as one line of JSON for programs.
enum ReportTable {
    /// Prints rows in columns as wide as their widest cell.
    static func print(_ rows: [[String]]) {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            Swift.print(cells.joined(separator: "  "))
        }
        fflush(nil)
    }

    /// Prints one line that programs find by its first key.
    static func printLine(_ figures: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(figures), as: UTF8.self))
        // Who reads by a pipe waits for it.
        fflush(nil)
    }
}

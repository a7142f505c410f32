/// A value that goes into a statement or comes out of a row.
///
/// Booleans are the integers 0 and 1, timestamps the integer milliseconds, JSON is text: both engines agree on these.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// Why a text is not a moment.
package enum TimestampError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is not of the form `2026-11-21T19:00:00.000Z`.
    case malformed(String)
    /// Its form is right, but there is no such day, hour or offset.
    case outOfRange(String)

    package var description: String {
        switch self {
        case .malformed(let text): "“\(text)” is not a time; write it like 2026-11-21T19:00:00.000Z"
        case .outOfRange(let text): "“\(text)” names a day or an hour that does not exist"
        }
    }
}

import Foundation

/// A time zone of the IANA database, such as `Asia/Tokyo`.
package struct TimeZoneID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when the system knows no such zone.
    package init?(rawValue: String) {
        guard rawValue.contains("/"), TimeZone(identifier: rawValue) != nil else { return nil }
        self.rawValue = rawValue
    }
}

/// The id of an RTP stream within its media section (RFC 8851, section 10).
package struct StreamID: RawRepresentable, Hashable, Sendable {
    package enum Limit {
        /// Bytes of an id: what a header extension of the one-byte form holds (RFC 8285, section 4.2).
        package static let bytes = 16
    }

    package let rawValue: String

    /// Nil unless it is 1–16 ASCII letters, digits, hyphens and underscores.
    package init?(rawValue: String) {
        guard (1...Limit.bytes).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.allows) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

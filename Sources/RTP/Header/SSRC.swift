/// The synchronisation source: the 32-bit name of one packet stream (RFC 3550, section 3).
package struct SSRC: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package var description: String { String(rawValue) }
}

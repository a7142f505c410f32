/// The local id under which a session carries one header extension (RFC 8285).
package struct HeaderExtensionID: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    /// Nil for 0 (padding) and for 15, which the one-byte form reserves.
    @inlinable
    package init?(rawValue: UInt8) {
        guard rawValue != 0, rawValue != 15 else { return nil }
        self.rawValue = rawValue
    }

    /// Whether the one-byte form can carry it (1–14).
    @inlinable
    package var fitsOneByteForm: Bool { rawValue <= 14 }
}

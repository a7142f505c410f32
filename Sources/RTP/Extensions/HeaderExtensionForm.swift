/// How the elements of an extension block are framed (RFC 8285, sections 4.2 and 4.3).
package enum HeaderExtensionForm: Sendable, Hashable {
    /// Profile 0xBEDE: ids 1–14, 1–16 bytes each.
    case oneByte
    /// Profile 0x1000–0x100F: ids 1–255, 0–255 bytes each.
    case twoByte
    /// Any other profile: opaque to us, and without elements.
    case foreign

    @inlinable
    package init(profile: UInt16) {
        if profile == 0xBEDE {
            self = .oneByte
        } else if profile & 0xFFF0 == 0x1000 {
            self = .twoByte
        } else {
            self = .foreign
        }
    }
}

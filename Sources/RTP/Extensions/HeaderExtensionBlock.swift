/// Where a packet's header extensions lie, and how they are framed.
package struct HeaderExtensionBlock: Hashable, Sendable {
    package var form: HeaderExtensionForm
    /// The whole block with its four-byte head; empty when the packet has none.
    package var range: Range<Int>

    /// Bytes in front of the elements: profile and length in words (RFC 3550, section 5.3.1).
    package static let headLength = 4

    /// No extensions at all.
    @inlinable
    package static var none: HeaderExtensionBlock {
        HeaderExtensionBlock(form: .foreign, range: 0..<0)
    }

    @inlinable
    package init(form: HeaderExtensionForm, range: Range<Int>) {
        self.form = form
        self.range = range
    }

    /// Reads the block's head; nil when the packet ends before the block does.
    @inlinable
    package init?(parsing bytes: Span<UInt8>, at offset: Int) {
        guard offset >= 0, bytes.count - offset >= Self.headLength else { return nil }
        let end = offset + Self.headLength + 4 * Int(bytes.uint16(at: offset + 2))
        guard end <= bytes.count else { return nil }
        form = HeaderExtensionForm(profile: bytes.uint16(at: offset))
        range = offset..<end
    }

    /// A cursor before the first element.
    @inlinable
    package var elements: HeaderExtensionCursor { HeaderExtensionCursor(of: self) }

    /// Where the data of the first element with this id lies.
    ///
    /// - Parameter bytes: the packet the block was parsed from.
    @inlinable
    package func find(_ id: HeaderExtensionID, in bytes: Span<UInt8>) -> Range<Int>? {
        var cursor = elements
        while let element = cursor.next(in: bytes) {
            if element.id == id { return element.data }
        }
        return nil
    }
}

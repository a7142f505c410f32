/// Walks the elements of an extension block without allocating.
///
/// An element that claims more than the block holds ends the walk; what came before it stands.
package struct HeaderExtensionCursor: Sendable {
    @usableFromInline let form: HeaderExtensionForm
    @usableFromInline var offset: Int
    @usableFromInline let end: Int

    @inlinable
    init(of block: HeaderExtensionBlock) {
        form = block.form
        end = block.range.upperBound
        offset =
            block.range.isEmpty || block.form == .foreign
            ? end : block.range.lowerBound + HeaderExtensionBlock.headLength
    }

    /// The next element; nil at the block's end.
    ///
    /// - Parameter bytes: the packet the block was parsed from.
    @inlinable
    package mutating func next(in bytes: Span<UInt8>) -> HeaderExtensionElement? {
        let end = Swift.min(end, bytes.count)
        while offset < end {
            let head = bytes[offset]
            if head == 0 {
                offset += 1
                continue
            }
            guard let element = form == .oneByte ? oneByte(head) : twoByte(head, in: bytes, end: end),
                element.data.upperBound <= end
            else {
                break
            }
            offset = element.data.upperBound
            return element
        }
        offset = Swift.max(offset, self.end)
        return nil
    }

    /// Four bits of id, four bits of length less one; id 15 ends the block (RFC 8285, section 4.2).
    ///
    /// Id 0 with a length is padding by the letter of the standard, but nobody sends it: it ends the block as well.
    @inlinable
    func oneByte(_ head: UInt8) -> HeaderExtensionElement? {
        guard let id = HeaderExtensionID(rawValue: head >> 4) else { return nil }
        let start = offset + 1
        return HeaderExtensionElement(id: id, data: start..<(start + Int(head & 0x0F) + 1))
    }

    /// A byte of id and a byte of length (RFC 8285, section 4.3).
    @inlinable
    func twoByte(_ head: UInt8, in bytes: Span<UInt8>, end: Int) -> HeaderExtensionElement? {
        guard let id = HeaderExtensionID(rawValue: head), offset + 1 < end else { return nil }
        let start = offset + 2
        return HeaderExtensionElement(id: id, data: start..<(start + Int(bytes[offset + 1])))
    }
}

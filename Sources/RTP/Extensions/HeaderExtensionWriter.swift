/// Writes an extension block into a packet buffer, element by element.
///
/// ```swift
/// var writer = HeaderExtensionWriter(form: .oneByte, at: PacketHeader.fixedLength)
/// if let data = writer.append(id, length: 2, into: &packet) { packet.store(number, at: data) }
/// let payloadStart = writer.finish(into: &packet)
/// ```
package struct HeaderExtensionWriter: Sendable {
    @usableFromInline let form: HeaderExtensionForm
    @usableFromInline let start: Int
    @usableFromInline var end: Int

    /// A writer whose block begins at the offset, right behind the fixed header.
    @inlinable
    package init(form: HeaderExtensionForm, at offset: Int) {
        precondition(form != .foreign, "only the two forms of RFC 8285 can be written")
        self.form = form
        start = offset
        end = offset + HeaderExtensionBlock.headLength
    }

    /// Makes room for one element and returns where its data goes.
    ///
    /// - Returns: nil, and nothing is written, when the form cannot carry the id or length, or the buffer is full.
    @inlinable
    package mutating func append(
        _ id: HeaderExtensionID, length: Int, into bytes: inout MutableSpan<UInt8>
    ) -> Int? {
        let data: Int
        switch form {
        case .oneByte:
            guard id.fitsOneByteForm, (1...16).contains(length) else { return nil }
            data = end + 1
        case .twoByte:
            guard (0...255).contains(length) else { return nil }
            data = end + 2
        case .foreign:
            return nil
        }
        // Three bytes more are kept, so that `finish` always finds room for the padding.
        guard data + length + 3 <= bytes.count else { return nil }
        if form == .oneByte {
            bytes[end] = id.rawValue << 4 | UInt8(length - 1)
        } else {
            bytes[end] = id.rawValue
            bytes[end + 1] = UInt8(length)
        }
        end = data + length
        return data
    }

    /// Pads to a word, writes the block's head and returns where the payload begins.
    ///
    /// A block without elements is not written: the payload then begins where the block would have, and the caller
    /// must not set the header's extension bit (see ``isEmpty``).
    @inlinable
    package mutating func finish(into bytes: inout MutableSpan<UInt8>) -> Int {
        guard !isEmpty else { return start }
        while (end - start) % 4 != 0 {
            bytes[end] = 0
            end += 1
        }
        bytes.store(form == .oneByte ? 0xBEDE : 0x1000 as UInt16, at: start)
        bytes.store(UInt16((end - start) / 4 - 1), at: start + 2)
        return end
    }

    /// Whether no element was appended.
    @inlinable
    package var isEmpty: Bool { end == start + HeaderExtensionBlock.headLength }
}

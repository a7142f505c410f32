/// How loud an audio packet is, and whether it is speech (RFC 6464).
package struct AudioLevel: Hashable, Sendable {
    /// Decibels below full scale: 0 is the loudest, 127 is silence.
    package var decibelsBelowFullScale: UInt8
    package var isVoice: Bool

    /// Bytes of its element.
    package static let length = 1

    @inlinable
    package init(decibelsBelowFullScale: UInt8, isVoice: Bool) {
        self.decibelsBelowFullScale = min(decibelsBelowFullScale, 127)
        self.isVoice = isVoice
    }

    @inlinable
    package init?(parsing bytes: Span<UInt8>, at data: Range<Int>) {
        guard !data.isEmpty, data.upperBound <= bytes.count else { return nil }
        let byte = bytes[data.lowerBound]
        decibelsBelowFullScale = byte & 0x7F
        isVoice = byte & 0x80 != 0
    }

    /// The caller made room by ``HeaderExtensionWriter``.
    @inlinable
    package func write(into bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes[offset] = (isVoice ? 0x80 : 0) | decibelsBelowFullScale
    }
}

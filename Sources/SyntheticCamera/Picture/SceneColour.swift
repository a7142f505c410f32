/// A colour of the scene as the web writes it: 8 bits of red, green and blue.
package struct SceneColour: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    /// - Parameter hex: `0xRRGGBB`; higher bits are ignored.
    package init(hex: UInt32) {
        red = UInt8(truncatingIfNeeded: hex >> 16)
        green = UInt8(truncatingIfNeeded: hex >> 8)
        blue = UInt8(truncatingIfNeeded: hex)
    }

    /// Reads `#RRGGBB`; `nil` for anything else.
    package init?(web text: String) {
        guard text.count == 7, text.first == "#", text.dropFirst().allSatisfy(\.isHexDigit),
            let hex = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self.init(hex: hex)
    }
}

/// The name of a picture's file: no folder, letters of a safe set.
package struct PictureFile: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    /// nil when the name could leave its folder or hide in it.
    package init?(rawValue: String) {
        let safe = rawValue.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard safe, !rawValue.isEmpty, !rawValue.hasPrefix("."), rawValue.utf8.count <= 128 else { return nil }
        self.rawValue = rawValue
    }
}

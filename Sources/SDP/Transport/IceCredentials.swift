/// The user fragment and password by which two ICE agents know each other.
package struct IceCredentials: Hashable, Sendable {
    package let userFragment: String
    package let password: String

    /// Nil unless both have the length and alphabet of RFC 8839, section 5.4.
    package init?(userFragment: String, password: String) {
        guard Self.isUserFragment(userFragment), Self.isPassword(password) else { return nil }
        self.userFragment = userFragment
        self.password = password
    }

    static func isUserFragment(_ text: some StringProtocol) -> Bool {
        (4...256).contains(text.utf8.count) && text.utf8.allSatisfy(isIceCharacter)
    }

    static func isPassword(_ text: some StringProtocol) -> Bool {
        (22...256).contains(text.utf8.count) && text.utf8.allSatisfy(isIceCharacter)
    }

    /// Base 64's alphabet; `-` and `_` as well, since deployed clients use them.
    private static func isIceCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}

/// A user fragment and password of one side (RFC 8445, section 5.3).
package struct Credentials: Sendable, Hashable {
    package var usernameFragment: String
    package var password: String

    package init(usernameFragment: String, password: String) {
        self.usernameFragment = usernameFragment
        self.password = password
    }

    /// Makes credentials from 32 random bytes: 8 characters of fragment, 24 of password.
    ///
    /// RFC 8445 asks for at least 24 and 128 bits of randomness; 6 bits a character give 48 and 144.
    package init(randomBytes: [UInt8]) {
        precondition(randomBytes.count >= 32, "ICE credentials need 32 random bytes")
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let characters = randomBytes.map { alphabet[Int($0 & 0x3F)] }
        usernameFragment = String(characters[0..<8])
        password = String(characters[8..<32])
    }
}

internal import CSodium

/// The few primitives taken from libsodium: nothing here is our own cryptography.
enum Sodium {
    /// Bytes of an HMAC-SHA-256 and of a SHA-256.
    static let digestBytes = 32

    /// libsodium asks to be initialised once; it is safe to ask again.
    private static let isReady: Bool = sodium_init() >= 0

    private static func prepare() {
        precondition(isReady, "libsodium could not be initialised: the system gives no randomness.")
    }

    /// HMAC-SHA-256 (RFC 2104).
    static func authenticate(_ message: [UInt8], with key: [UInt8]) -> [UInt8] {
        prepare()
        var code = [UInt8](repeating: 0, count: digestBytes)
        tw_hmac_sha256(&code, message, message.count, key, key.count)
        return code
    }

    /// SHA-256 (FIPS 180-4).
    static func digest(_ message: [UInt8]) -> [UInt8] {
        prepare()
        var digest = [UInt8](repeating: 0, count: digestBytes)
        crypto_hash_sha256(&digest, message, UInt64(message.count))
        return digest
    }

    /// Bytes nobody can foresee.
    static func randomBytes(_ count: Int) -> [UInt8] {
        prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// Whether two secrets are the same, in a time that tells nothing about where they differ.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && (left.isEmpty || sodium_memcmp(left, right, left.count) == 0)
    }

    /// An Argon2id hash in its text form (RFC 9106), with libsodium's interactive cost: 64 MiB, two passes.
    static func hashPassword(_ password: [UInt8]) -> String? {
        prepare()
        var text = [CChar](repeating: 0, count: tw_pwhash_strbytes())
        let characters = password.map { CChar(bitPattern: $0) }
        let result = crypto_pwhash_str(
            &text, characters, UInt64(password.count), tw_pwhash_opslimit(), tw_pwhash_memlimit())
        guard result == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password belongs to a hash.
    static func verifyPassword(_ password: [UInt8], against hash: String) -> Bool {
        prepare()
        return crypto_pwhash_str_verify(hash, password.map { CChar(bitPattern: $0) }, UInt64(password.count)) == 0
    }
}

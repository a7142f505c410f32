internal import COpenSSL

/// Bytes from the system's cryptographic generator, by OpenSSL.
package func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_bytes(&bytes, Int32(count)) == 1, "The system gives no randomness; no key can be made")
    return bytes
}

/// 128 random bits in hexadecimal: a name nobody can foresee, of letters that any grammar takes.
package func randomName() -> String {
    randomBytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

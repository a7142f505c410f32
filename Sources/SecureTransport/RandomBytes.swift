internal import COpenSSL

/// Bytes from the system's cryptographic generator, by OpenSSL.
package func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_bytes(&bytes, Int32(count)) == 1, "The system gives no randomness; no key can be made")
    return bytes
}

internal import COpenSSL

/// HMAC-SHA1 of a message (RFC 2104): what STUN's MESSAGE-INTEGRITY needs.
package func hmacSHA1(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    var length = 0
    let done = EVP_Q_mac(
        nil, "HMAC", nil, "SHA1", nil, key, key.count, message, message.count, &digest, digest.count, &length)
    precondition(done != nil && length == 20, "OpenSSL has no HMAC-SHA1; its default provider is not loaded")
    return digest
}

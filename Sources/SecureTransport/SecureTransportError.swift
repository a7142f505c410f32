internal import COpenSSL

/// What can go wrong below DTLS and SRTP.
package enum SecureTransportError: Error, Equatable {
    /// OpenSSL refused; the words are its own, from the top of its queue.
    case openSSL(call: String, reason: String)
    /// The peer's certificate is not the one its description announced.
    case fingerprintMismatch
    /// The handshake ended without one of our protection profiles.
    case noProtectionProfile
    /// The packet's tag did not verify.
    case authenticationFailed
    /// The packet was seen before, or lies behind the replay window.
    case replayed
    /// Shorter than a header and a tag, or a header that overruns.
    case malformed
    /// More synchronisation sources than one session may have.
    case tooManySources

    /// The newest error in OpenSSL's queue of this thread, which is emptied.
    static func lastOpenSSL(_ call: String) -> Self {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_peek_last_error(), &text, text.count)
        ERR_clear_error()
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .openSSL(call: call, reason: String(decoding: bytes, as: UTF8.self))
    }
}

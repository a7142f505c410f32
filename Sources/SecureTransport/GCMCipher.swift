internal import COpenSSL

/// AES-128-GCM with the nonces of RFC 7714.
final class GCMCipher {
    static let tagLength = 16

    /// Seals or opens, as it was made to.
    private let context: OpaquePointer
    /// The 12 bytes of nonce, rewritten for each packet; behind them the salt.
    private let nonce: UnsafeMutablePointer<UInt8>
    private let salt: UnsafeMutablePointer<UInt8>

    init(
        key: [UInt8], salt saltBytes: [UInt8], _ direction: PacketCipher.Direction
    ) throws(SecureTransportError) {
        guard let context = EVP_CIPHER_CTX_new() else { throw .lastOpenSSL("EVP_CIPHER_CTX_new") }
        self.context = context
        nonce = .allocate(capacity: 24)
        salt = nonce + 12
        salt.update(from: saltBytes, count: 12)
        nonce.update(from: saltBytes, count: 12)
        guard EVP_CipherInit_ex(context, EVP_aes_128_gcm(), nil, key, nil, direction == .seals ? 1 : 0) == 1 else {
            throw .lastOpenSSL("EVP_CipherInit_ex")
        }
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
        nonce.deallocate()
    }

    /// RFC 7714, sections 8.1 and 9.1: zeros, SSRC, index, mixed with the salt.
    @inline(__always)
    private func setNonce(ssrc: UInt32, index: UInt64) {
        let raw = UnsafeMutableRawPointer(nonce)
        let salted = UnsafeRawPointer(salt)
        let source = salted.loadUnaligned(fromByteOffset: 2, as: UInt32.self) ^ ssrc.bigEndian
        raw.storeBytes(of: source, toByteOffset: 2, as: UInt32.self)
        let high =
            salted.loadUnaligned(fromByteOffset: 6, as: UInt16.self) ^ UInt16(truncatingIfNeeded: index >> 32).bigEndian
        let low = salted.loadUnaligned(fromByteOffset: 8, as: UInt32.self) ^ UInt32(truncatingIfNeeded: index).bigEndian
        raw.storeBytes(of: high, toByteOffset: 6, as: UInt16.self)
        raw.storeBytes(of: low, toByteOffset: 8, as: UInt32.self)
    }

    /// Writes ciphertext and tag of `plain` to `out`; `plain` may be the same memory.
    @inline(__always)
    func seal(
        _ plain: UnsafeRawBufferPointer,
        header: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawPointer,
        ssrc: UInt32,
        index: UInt64
    ) {
        setNonce(ssrc: ssrc, index: index)
        var written: Int32 = 0
        let target = out.assumingMemoryBound(to: UInt8.self)
        let source = plain.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var done = EVP_EncryptInit_ex(context, nil, nil, nil, nonce)
        done &= EVP_EncryptUpdate(
            context, nil, &written, header.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(header.count))
        done &= EVP_EncryptUpdate(context, target, &written, source, Int32(plain.count))
        done &= EVP_EncryptFinal_ex(context, target + plain.count, &written)
        done &= EVP_CIPHER_CTX_ctrl(
            context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagLength), out + plain.count)
        precondition(done == 1, "AES-GCM failed to seal with a key that was accepted")
    }

    /// Opens `bytes` (ciphertext, then tag) in place; false where the tag does not verify.
    func open(
        _ bytes: UnsafeMutableRawBufferPointer,
        header: UnsafeRawBufferPointer,
        ssrc: UInt32,
        index: UInt64
    ) -> Bool {
        let count = bytes.count - Self.tagLength
        guard count >= 0, let base = bytes.baseAddress else { return false }
        setNonce(ssrc: ssrc, index: index)
        var written: Int32 = 0
        let target = base.assumingMemoryBound(to: UInt8.self)
        guard EVP_DecryptInit_ex(context, nil, nil, nil, nonce) == 1,
            EVP_DecryptUpdate(
                context, nil, &written, header.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(header.count))
                == 1,
            EVP_DecryptUpdate(context, target, &written, target, Int32(count)) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagLength), base + count) == 1
        else { return false }
        return EVP_DecryptFinal_ex(context, target + count, &written) == 1
    }
}

internal import COpenSSL

/// AES-128 in counter mode with HMAC-SHA1-80 (RFC 3711, sections 4.1.1 and 4.2.1).
final class CounterModeCipher {
    static let tagLength = 10

    private let context: OpaquePointer
    private let mac: OpaquePointer
    /// 16 bytes of counter block, then the 14 of salt with two zeros, then 20 of digest.
    private let scratch: UnsafeMutablePointer<UInt8>
    private var salt: UnsafeMutablePointer<UInt8> { scratch + 16 }
    private var digest: UnsafeMutablePointer<UInt8> { scratch + 32 }

    init(key: [UInt8], salt saltBytes: [UInt8], authenticationKey: [UInt8]) throws(SecureTransportError) {
        guard let context = EVP_CIPHER_CTX_new(), let mac = tw_hmac_sha1_new(authenticationKey, authenticationKey.count)
        else { throw .lastOpenSSL("EVP_MAC_init") }
        self.context = context
        self.mac = mac
        scratch = .allocate(capacity: 52)
        scratch.initialize(repeating: 0, count: 52)
        salt.update(from: saltBytes, count: 14)
        guard EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nil, key, nil) == 1 else {
            throw .lastOpenSSL("EVP_EncryptInit_ex")
        }
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
        EVP_MAC_CTX_free(mac)
        scratch.deallocate()
    }

    /// Encrypts or decrypts: the same in counter mode.
    ///
    /// `out` may be the memory of `bytes`.
    @inline(__always)
    func transform(
        _ bytes: UnsafeRawBufferPointer,
        into out: UnsafeMutableRawPointer,
        ssrc: UInt32,
        index: UInt64
    ) {
        scratch.update(from: salt, count: 16)
        for offset in 0..<4 {
            scratch[4 + offset] ^= UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * UInt32(offset)))
        }
        for offset in 0..<6 {
            scratch[8 + offset] ^= UInt8(truncatingIfNeeded: index >> (40 - 8 * UInt64(offset)))
        }
        var written: Int32 = 0
        var done = EVP_EncryptInit_ex(context, nil, nil, nil, scratch)
        done &= EVP_EncryptUpdate(
            context, out.assumingMemoryBound(to: UInt8.self), &written,
            bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(bytes.count))
        precondition(done == 1, "AES-CTR failed with a key that was accepted")
    }

    /// The first 10 bytes of the HMAC over `bytes` and the 4 of `suffix`, good until the next call.
    @inline(__always)
    func tag(over bytes: UnsafeRawBufferPointer, suffix: UInt32) -> UnsafeRawBufferPointer {
        var tail = suffix.bigEndian
        var length = 0
        var done = EVP_MAC_init(mac, nil, 0, nil)
        done &= EVP_MAC_update(mac, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
        withUnsafeBytes(of: &tail) {
            done &= EVP_MAC_update(mac, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), 4)
        }
        done &= EVP_MAC_final(mac, digest, &length, 20)
        precondition(done == 1, "HMAC-SHA1 failed with a key that was accepted")
        return UnsafeRawBufferPointer(start: digest, count: Self.tagLength)
    }

    /// Whether `claimed` is the tag of `bytes` and `suffix`, compared in constant time.
    func verifies(_ claimed: UnsafeRawBufferPointer, over bytes: UnsafeRawBufferPointer, suffix: UInt32) -> Bool {
        let expected = tag(over: bytes, suffix: suffix)
        return claimed.count == Self.tagLength
            && CRYPTO_memcmp(claimed.baseAddress, expected.baseAddress, Self.tagLength) == 0
    }
}

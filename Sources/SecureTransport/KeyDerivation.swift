internal import COpenSSL

/// The key derivation of SRTP (RFC 3711, section 4.3) with a derivation rate of zero.
struct KeyDerivation {
    enum Label: UInt8 {
        case rtpEncryption = 0
        case rtpAuthentication = 1
        case rtpSalt = 2
        case rtcpEncryption = 3
        case rtcpAuthentication = 4
        case rtcpSalt = 5
    }

    let master: MasterKey

    /// `count` bytes of session key for one use.
    func key(_ label: Label, count: Int) throws(SecureTransportError) -> [UInt8] {
        // RFC 7714, section 11: the 96-bit salt of AES-GCM is padded on the right to the 112 bits expected here.
        var block = master.salt + [UInt8](repeating: 0, count: 16 - master.salt.count)
        block[7] ^= label.rawValue
        guard let context = EVP_CIPHER_CTX_new() else { throw .lastOpenSSL("EVP_CIPHER_CTX_new") }
        defer { EVP_CIPHER_CTX_free(context) }
        let zeros = [UInt8](repeating: 0, count: count)
        var stream = zeros
        var written: Int32 = 0
        guard EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nil, master.key, block) == 1,
            EVP_EncryptUpdate(context, &stream, &written, zeros, Int32(count)) == 1
        else { throw .lastOpenSSL("EVP_EncryptUpdate") }
        return stream
    }
}

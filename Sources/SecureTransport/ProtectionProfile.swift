/// The ways of protecting media that we negotiate, best first (RFC 5764, RFC 7714).
package enum ProtectionProfile: String, Sendable, CaseIterable {
    case aeadAES128GCM = "SRTP_AEAD_AES_128_GCM"
    case aes128CMSHA1 = "SRTP_AES128_CM_SHA1_80"

    /// Bytes of one side's master key.
    package var keyLength: Int { 16 }

    /// Bytes of one side's master salt.
    package var saltLength: Int {
        switch self {
        case .aeadAES128GCM: 12
        case .aes128CMSHA1: 14
        }
    }

    /// Bytes a protected RTP packet is longer than a plain one.
    package var tagLength: Int {
        switch self {
        case .aeadAES128GCM: 16
        case .aes128CMSHA1: 10
        }
    }
}

/// One direction's master key and salt.
package struct MasterKey: Sendable, Equatable {
    package var key: [UInt8]
    package var salt: [UInt8]

    package init(key: [UInt8], salt: [UInt8]) {
        self.key = key
        self.salt = salt
    }
}

/// What a finished handshake hands to SRTP.
package struct KeyingMaterial: Sendable, Equatable {
    package var profile: ProtectionProfile
    package var local: MasterKey
    package var remote: MasterKey

    package init(profile: ProtectionProfile, local: MasterKey, remote: MasterKey) {
        self.profile = profile
        self.local = local
        self.remote = remote
    }
}

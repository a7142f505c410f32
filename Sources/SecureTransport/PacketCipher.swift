/// One direction's protection of RTP or of RTCP: seals or opens bytes in place of nothing else.
///
/// `index` is the 48-bit packet index (roll-over counter and sequence number), or the 31-bit SRTCP index. An instance
/// belongs to one thread. The two implementations are ``GCMCipher`` and ``CounterModeCipher``.
enum PacketCipher {
    case gcm(GCMCipher)
    case counterMode(CounterModeCipher)

    enum Use {
        case rtp
        case rtcp
    }

    enum Direction {
        case seals
        case opens
    }

    init(
        _ profile: ProtectionProfile, master: MasterKey, use: Use, _ direction: Direction
    ) throws(SecureTransportError) {
        precondition(
            master.key.count == profile.keyLength && master.salt.count == profile.saltLength,
            "The master key does not fit the profile \(profile.rawValue)")
        let derivation = KeyDerivation(master: master)
        let key = try derivation.key(use == .rtp ? .rtpEncryption : .rtcpEncryption, count: profile.keyLength)
        let salt = try derivation.key(use == .rtp ? .rtpSalt : .rtcpSalt, count: profile.saltLength)
        switch profile {
        case .aeadAES128GCM:
            self = .gcm(try GCMCipher(key: key, salt: salt, direction))
        case .aes128CMSHA1:
            let label: KeyDerivation.Label = use == .rtp ? .rtpAuthentication : .rtcpAuthentication
            let authentication = try derivation.key(label, count: 20)
            self = .counterMode(try CounterModeCipher(key: key, salt: salt, authenticationKey: authentication))
        }
    }
}

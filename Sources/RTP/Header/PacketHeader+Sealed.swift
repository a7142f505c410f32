extension PacketHeader {
    /// How long the header of a packet is whose payload is still encrypted; nil when it overruns.
    ///
    /// The padding count of such a packet is ciphertext, so ``init(parsing:)`` must wait until it is opened.
    @inlinable
    package static func length(ofSealed bytes: Span<UInt8>) -> Int? {
        guard bytes.count >= fixedLength, bytes[0] >> 6 == 2 else { return nil }
        let end = fixedLength + 4 * Int(bytes[0] & 0x0F)
        guard bytes[0] & 0x10 != 0 else { return end <= bytes.count ? end : nil }
        guard end + 4 <= bytes.count else { return nil }
        let whole = end + 4 + 4 * Int(bytes.uint16(at: end + 2))
        return whole <= bytes.count ? whole : nil
    }
}

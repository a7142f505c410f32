/// Twenty milliseconds of coded sound.
package struct EncodedSound: Hashable, Sendable {
    /// One Opus packet (RFC 6716), which is one RTP payload (RFC 7587).
    package var bytes: [UInt8]
    /// The time of its first sample on the 48 kHz clock, modulo 2³².
    package var timestamp48k: UInt32
}

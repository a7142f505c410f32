/// One coded picture.
package struct EncodedFrame: Hashable, Sendable {
    /// A whole VP8 frame (RFC 6386), without any transport's headers.
    package var bytes: [UInt8]
    package var isKeyFrame: Bool
    /// The time the picture shows on the 90 kHz clock of RTP video, modulo 2³².
    package var timestamp90k: UInt32
}

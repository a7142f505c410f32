@testable import TradewindClient

/// Pictures and sound of which every byte is known.
enum TestMedia {
    /// A picture that a forwarder takes for VP8 (RFC 7741, RFC 6386): some packets, each unlike any other.
    static func picture(
        _ number: Int, isKeyFrame: Bool = false, packets: Int = 3, padding: Int = 0, from base: UInt32 = 0
    ) -> VideoFrame {
        let payloads = (0..<packets).map { position in
            var payload = (0..<(200 + padding + 7 * position + number)).map {
                UInt8(truncatingIfNeeded: $0 &* 31 &+ number &* 17 &+ position)
            }
            payload[0] = position == 0 ? 0x10 : 0x00
            guard position == 0 else { return payload }
            payload[1] = isKeyFrame ? 0x10 : 0x11
            if isKeyFrame { payload.replaceSubrange(4..<11, with: [0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01]) }
            return payload
        }
        return VideoFrame(
            payloads: payloads, timestamp90k: base &+ UInt32(number * 3_000), capturedAt: .seconds(1_900_000_000))
    }

    static func sound(_ number: Int) -> AudioPacket {
        AudioPacket(
            payload: (0..<(60 + number)).map { UInt8(truncatingIfNeeded: $0 &+ number) },
            timestamp48k: UInt32(number * 960), capturedAt: .seconds(1_900_000_000))
    }
}

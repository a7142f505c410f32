/// A show whose packets carry when they were made: noise for content, and a picture of few bytes.
///
/// The time, nanoseconds since 1970, stands in eight bytes behind what a forwarder reads.
struct ClockedShow: Sendable {
    private enum Limit {
        /// Where the time stands: behind the descriptor of VP8 and a key frame's head, and behind the head of Opus.
        static let picture = 16
        static let sound = 8
        /// Frames from one key frame to the next.
        static let group = 60
    }

    let output: ShowOutput
    var framesPerSecond = 30
    var soundsPerSecond = 50
    var packetsPerFrame = 2
    /// Bytes of a packet of the picture.
    var length = 1_000
    /// How much faster than true the sound's samples are counted, in millionths.
    var soundDrift = 0.0

    /// Sends until the task is cancelled.
    func run() async {
        await withTaskGroup { group in
            group.addTask { await sendPictures() }
            group.addTask { await sendSounds() }
        }
    }

    private func sendPictures() async {
        let start = CurrentThread.wall()
        await beat(framesPerSecond) { frame in
            let now = CurrentThread.wall()
            await output.sendPicture(
                payloads(isKeyFrame: frame % Limit.group == 0, at: now), Self.ticks(now - start, 90_000), 0)
        }
    }

    private func sendSounds() async {
        let start = CurrentThread.wall()
        await beat(soundsPerSecond) { _ in
            let now = CurrentThread.wall()
            var payload = [UInt8](repeating: 0x78, count: 120)
            Self.write(now, to: &payload, at: Limit.sound)
            await output.sendSound(payload, Self.ticks(now - start, 48_000 * (1 + soundDrift / 1e6)))
        }
    }

    private func beat(_ perSecond: Int, _ send: (Int) async -> Void) async {
        let start = ContinuousClock.now
        for number in 0... {
            let due = start + Duration.seconds(1) * number / perSecond
            guard (try? await Task.sleep(until: due, clock: .continuous)) != nil else { return }
            await send(number)
        }
    }

    private static func ticks(_ elapsed: Duration, _ rate: Double) -> UInt32 {
        UInt32(truncatingIfNeeded: Int64(elapsed.seconds * rate))
    }

    /// A frame that a forwarder takes for VP8 (RFC 7741; RFC 6386, section 9.1).
    private func payloads(isKeyFrame: Bool, at now: Duration) -> [[UInt8]] {
        (0..<packetsPerFrame).map { position in
            var payload = [UInt8](repeating: 0xA5, count: length)
            payload[0] = position == 0 ? 0x10 : 0x00
            if position == 0 {
                payload[1] = isKeyFrame ? 0x10 : 0x11
                if isKeyFrame { payload.replaceSubrange(4..<11, with: [0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01]) }
            }
            Self.write(now, to: &payload, at: Limit.picture)
            return payload
        }
    }

    private static func write(_ time: Duration, to payload: inout [UInt8], at offset: Int) {
        let nanoseconds = UInt64(bitPattern: time.wholeNanoseconds)
        for byte in 0..<8 { payload[offset + byte] = UInt8(truncatingIfNeeded: nanoseconds >> UInt64(56 - 8 * byte)) }
    }

    /// When a payload of such a show was made, in nanoseconds since 1970; nil where it is too short.
    static func captured(_ payload: Span<UInt8>, isPicture: Bool) -> Int64? {
        let offset = isPicture ? Limit.picture : Limit.sound
        guard payload.count >= offset + 8 else { return nil }
        return Int64(bitPattern: (0..<8).reduce(0 as UInt64) { $0 << 8 | UInt64(payload[offset + $1]) })
    }
}

extension Duration {
    /// The duration in nanoseconds, cut.
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

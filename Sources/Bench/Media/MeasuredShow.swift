/// The host of the measured show: frames and sound on the beat, with noise for content, and key frames when asked for.
struct MeasuredShow: Sendable {
    let output: ShowOutput

    /// Sends until the task is cancelled.
    func run() async {
        await withTaskGroup { group in
            group.addTask { await sendPictures() }
            group.addTask { await sendSounds() }
        }
    }

    private func sendPictures() async {
        let start = ContinuousClock.now
        for frame in 0... {
            let offset = Duration.seconds(1) * frame / ShowTraffic.framesPerSecond
            guard (try? await Task.sleep(until: start + offset, clock: .continuous)) != nil else { return }
            let isAsked = output.takeKeyFrameRequest(0)
            await output.sendPicture(
                Self.payloads(isKeyFrame: isAsked || frame % ShowTraffic.groupFrames == 0),
                UInt32(truncatingIfNeeded: frame * 90_000 / ShowTraffic.framesPerSecond), 0)
        }
    }

    private func sendSounds() async {
        let start = ContinuousClock.now
        let payload = [UInt8](repeating: 0x78, count: ShowTraffic.audioPayload)
        for packet in 0... {
            let offset = Duration.seconds(1) * packet / ShowTraffic.audioPerSecond
            guard (try? await Task.sleep(until: start + offset, clock: .continuous)) != nil else { return }
            await output.sendSound(payload, UInt32(truncatingIfNeeded: packet * 48_000 / ShowTraffic.audioPerSecond))
        }
    }

    /// One frame that a forwarder takes for VP8 (RFC 7741): a descriptor of one byte, then a frame's head or noise.
    private static func payloads(isKeyFrame: Bool) -> [[UInt8]] {
        (0..<ShowTraffic.packetsPerFrame).map { position in
            var payload = [UInt8](repeating: 0xA5, count: ShowTraffic.videoPayload)
            payload[0] = position == 0 ? 0x10 : 0x00
            guard position == 0 else { return payload }
            // RFC 6386, section 9.1: bit 0 is clear for a key frame, which then names its size: 640 × 360.
            payload[1] = isKeyFrame ? 0x10 : 0x11
            if isKeyFrame { payload.replaceSubrange(4..<11, with: [0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01]) }
            return payload
        }
    }
}

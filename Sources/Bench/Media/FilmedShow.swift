internal import SyntheticCamera

/// A show that browsers can decode: the synthetic camera's picture and sound.
struct FilmedShow: Sendable {
    private enum Limit {
        static let bitsPerSecond = 1_250_000
        /// Far apart, as a browser's: what is lost must be repaired, not waited for.
        static let keyFrameInterval = Duration.seconds(10)
    }

    let output: ShowOutput

    /// Sends until the task is cancelled.
    func run() async throws {
        var settings = VP8Settings()
        settings.bitsPerSecond = Limit.bitsPerSecond
        settings.keyFrameInterval = Limit.keyFrameInterval
        let lantern = SceneSubject(
            title: "Network", shape: .globe, colour: SceneColour(hex: 0xE8A33D), accent: SceneColour(hex: 0x2B4A73))
        var camera = try SyntheticCamera(layers: [settings], subject: lantern)
        var packetizer = VP8Packetizer(firstPictureID: 0)
        let clock = ContinuousClock()
        var (nextPicture, nextSound) = (clock.now, clock.now)
        while !Task.isCancelled {
            guard (try? await Task.sleep(until: min(nextPicture, nextSound), clock: clock)) != nil else { return }
            if nextSound <= clock.now {
                let sound = try camera.nextAudio(at: CurrentThread.wall())
                await output.sendSound(sound.bytes, sound.timestamp48k)
                nextSound += SyntheticCamera.audioInterval
            }
            guard nextPicture <= clock.now else { continue }
            if output.takeKeyFrameRequest() { camera.requestKeyFrame() }
            let frame = try camera.nextVideo(at: CurrentThread.wall())[0]
            await output.sendPicture(packetizer.payloads(of: frame).map(\.bytes), frame.timestamp90k)
            nextPicture += camera.format.frameInterval
        }
    }
}

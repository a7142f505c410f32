internal import SyntheticCamera

/// A show that browsers can decode: the synthetic camera's picture and sound.
struct FilmedShow: Sendable {
    let output: ShowOutput
    /// Lowest first.
    let layers: [FilmedLayer]

    /// Sends until the task is cancelled.
    func run() async throws {
        let lantern = SceneSubject(
            title: "Network", shape: .globe, colour: SceneColour(hex: 0xE8A33D), accent: SceneColour(hex: 0x2B4A73))
        var camera = try SyntheticCamera(layers: layers.map(\.settings), subject: lantern)
        var packetizers = layers.map { _ in VP8Packetizer(firstPictureID: 0) }
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
            for layer in layers.indices where output.takeKeyFrameRequest(layer) { camera.requestKeyFrame(layer: layer) }
            for (layer, frame) in try camera.nextVideo(at: CurrentThread.wall()).enumerated() {
                let payloads = packetizers[layer].payloads(of: frame).map(\.bytes)
                await output.sendPicture(payloads, frame.timestamp90k, layer)
            }
            nextPicture += camera.format.frameInterval
        }
    }
}

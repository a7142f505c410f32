internal import Demo
internal import Domain
internal import Logging
internal import MediaServer
internal import SFU
internal import SyntheticCamera
internal import TradewindClient

/// Keeps the demo show on air: drives the synthetic camera and publishes it over loopback, like any host.
///
/// While a real host is on air the camera rests: it draws and sends nothing, and keeps its session for the way back.
struct CameraMan: Sendable {
    private enum Limit {
        /// How soon a rested camera sees that the host is gone.
        static let look: Duration = .milliseconds(250)
        /// The most that sound may lag behind before what was missed is skipped.
        static let soundLag: Duration = .milliseconds(200)
    }

    /// The picture's layers: half its size for a fifth of its rate, and the whole.
    private static let layers = [
        (name: "h", settings: VP8Settings(bitsPerSecond: 240_000)), (name: "f", settings: VP8Settings()),
    ]

    let media: MediaServer
    let clock: any WallClock

    /// Films until the task is cancelled.
    func run() async throws {
        let show = DemoContent.onAir
        let loop = try ClientLoop()
        defer { loop.stop() }
        let requests = KeyFrameRequests()
        let stream = PublishedStream(
            loop: loop, signalling: StandbySignalling(media: media, show: RouterID(show.id)),
            settings: PublishSettings(
                video: .vp8, layers: Self.layers.map(\.name), audio: true, outlastsGoodbye: true,
                keyFrameRequested: { requests.note($0) }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stream.run() }
            group.addTask { try await turn(stream, show: show, requests) }
            try await group.next()
            group.cancelAll()
        }
    }

    /// One picture every thirtieth of a second, one packet of sound every 20 ms, by an absolute plan.
    private func turn(_ stream: PublishedStream, show: DemoShow, _ requests: KeyFrameRequests) async throws {
        let started = clock.now()
        var camera = try SyntheticCamera(
            layers: Self.layers.map(\.settings), subject: show.runningOrder.segment(at: .zero).product.subject)
        var packetizers = Self.layers.map { _ in VP8Packetizer(firstPictureID: 0) }
        let beat = ContinuousClock()
        var nextPicture = beat.now
        var nextSound = beat.now
        while !Task.isCancelled {
            guard await isOnAir(show.id) else {
                try await Task.sleep(for: Limit.look)
                (nextPicture, nextSound) = (beat.now, beat.now)
                camera.requestKeyFrame()
                continue
            }
            // A second of pictures and sound, then another look at who is on air.
            let end = beat.now + .seconds(1)
            while beat.now < end {
                try await Task.sleep(until: min(nextPicture, nextSound), clock: beat)
                let now = Duration.milliseconds(clock.now().milliseconds)
                if nextSound <= beat.now {
                    let sound = try camera.nextAudio(at: now)
                    stream.send(
                        AudioPacket(payload: sound.bytes, timestamp48k: sound.timestamp48k, capturedAt: now))
                    nextSound = max(nextSound + SyntheticCamera.audioInterval, beat.now - Limit.soundLag)
                }
                guard nextPicture <= beat.now else { continue }
                camera.subject = show.runningOrder.segment(at: clock.now() - started).product.subject
                for layer in Self.layers.indices where requests.take(layer) { camera.requestKeyFrame(layer: layer) }
                for (layer, frame) in try camera.nextVideo(at: now).enumerated() {
                    let payloads = packetizers[layer].payloads(of: frame).map(\.bytes)
                    stream.send(
                        VideoFrame(payloads: payloads, timestamp90k: frame.timestamp90k, capturedAt: now), layer: layer)
                }
                nextPicture = max(nextPicture + camera.format.frameInterval, beat.now - camera.format.frameInterval)
            }
        }
    }

    /// Whether nobody else sends a picture to the show.
    private func isOnAir(_ show: ShowID) async -> Bool {
        await media.health(of: RouterID(show))?.isStandby ?? true
    }
}

/// The traffic of the measured show: 1.5 Mbps as a browser's pacer sends it.
enum ShowTraffic {
    static let framesPerSecond = 30
    static let packetsPerFrame = 5
    /// RTP packets of 1,200 bytes, header included.
    static let videoPayload = 1_188
    static let audioPayload = 120
    static let audioPerSecond = 50
    /// Frames from one key frame to the next: two seconds.
    static let groupFrames = 60
    /// Packets a viewer receives each second.
    static let packetsPerSecond = framesPerSecond * packetsPerFrame + audioPerSecond

    /// Packets sent back to back to one viewer.
    struct Burst {
        var packets: Int
        var payload: Int
    }

    /// What a viewer gets in a tenth of a second: three frames in bursts of 2, 2 and 1, and five packets of sound.
    static let tenth: [Burst] = (0..<3).flatMap { frame -> [Burst] in
        let video = [2, 2, 1].map { Burst(packets: $0, payload: videoPayload) }
        let audio = Burst(packets: 1, payload: audioPayload)
        return frame == 2 ? video + [audio] : video + [audio, audio]
    }
}

/// Where the frames of a show go.
struct ShowOutput: Sendable {
    /// Takes a frame's payloads, its time in ticks of 90 kHz and its layer, of which the lowest is 0.
    let sendPicture: @Sendable ([[UInt8]], UInt32, Int) async -> Void
    /// Takes a packet of sound and its time in ticks of 48 kHz.
    let sendSound: @Sendable ([UInt8], UInt32) async -> Void
    /// Whether somebody asked for a key frame of a layer since the last call.
    let takeKeyFrameRequest: @Sendable (Int) -> Bool
}

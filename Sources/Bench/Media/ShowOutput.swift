/// Where the frames of a show go.
struct ShowOutput: Sendable {
    /// Takes a frame's payloads and its time in ticks of 90 kHz.
    let sendPicture: @Sendable ([[UInt8]], UInt32) async -> Void
    /// Takes a packet of sound and its time in ticks of 48 kHz.
    let sendSound: @Sendable ([UInt8], UInt32) async -> Void
    /// Whether somebody asked for a key frame since the last call.
    let takeKeyFrameRequest: @Sendable () -> Bool
}

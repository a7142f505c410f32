internal import Domain

/// Somebody on the stage who is not its host.
struct Seat: Sendable, Hashable {
    let person: ViewerID
    let name: String
    let slot: Int?
    /// As they set it themselves.
    var microphone = true
    var camera: Bool
    /// The call that goes on, in a scene of calls.
    let call: CallID?
    let since: Timestamp
    var agreesToRecording = false
}

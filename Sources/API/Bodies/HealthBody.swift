internal import Domain
internal import Rooms

/// `Health` of the application interface and of the room socket.
struct HealthBody: Codable, Sendable {
    let type: String?
    let live: Bool
    @ExplicitNull var codec: String?
    let width: Int
    let height: Int
    let framesPerSecond: Double
    let bitrate: Int
    let loss: Double
    /// Milliseconds; null while the server cannot tell.
    @ExplicitNull var roundTrip: Int64?
    let viewers: Int
    @ExplicitNull var since: Timestamp?
    let resumed: Int

    init(_ health: PublisherHealth?, viewers: Int, type: String? = nil) {
        self.type = type
        live = health != nil
        _codec = ExplicitNull(wrappedValue: health?.codec)
        width = health?.width ?? 0
        height = health?.height ?? 0
        framesPerSecond = health?.framesPerSecond ?? 0
        bitrate = health?.bitrate ?? 0
        loss = health?.loss ?? 0
        _roundTrip = ExplicitNull(wrappedValue: health?.roundTrip?.wholeMilliseconds)
        self.viewers = viewers
        _since = ExplicitNull(wrappedValue: health?.since)
        resumed = health?.resumed ?? 0
    }
}

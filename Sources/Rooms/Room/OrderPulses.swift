internal import Domain

/// Tells a room that somebody bought, without drowning it when everybody does.
struct OrderPulses {
    /// At most two a second; a faster row of lines is read by nobody.
    static let interval: Duration = .milliseconds(500)

    private var newest: RoomMessage.OrderPulse?
    private var toldAt = Timestamp(milliseconds: 0)

    mutating func add(_ pulse: RoomMessage.OrderPulse) {
        newest = pulse
    }

    /// The message that is due: the newest purchase since the last one.
    mutating func drain(at now: Timestamp) -> RoomMessage? {
        guard let newest, now - toldAt >= Self.interval else { return nil }
        self.newest = nil
        toldAt = now
        return RoomMessage(newest)
    }
}

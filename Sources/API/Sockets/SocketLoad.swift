/// What a socket has sent within the current second.
struct SocketLoad: Sendable {
    private(set) var frames = 0
    private var messages = 0

    /// Counts a frame of any kind; false when it is one too many.
    mutating func takesFrame() -> Bool {
        frames += 1
        return frames <= SocketLimits.framesPerSecond
    }

    /// Counts a whole message; false when it is one too many.
    mutating func takesMessage() -> Bool {
        messages += 1
        return messages <= SocketLimits.messagesPerSecond
    }
}

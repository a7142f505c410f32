internal import RTP

/// Whether a viewer's way carries the picture: where it does not, sound alone goes on, and stays whole.
struct PictureGate {
    enum Limit {
        /// Below this share of what the picture takes it is held back; from the other on it comes again.
        static let closes = 0.6
        static let opens = 0.85
        /// How long the rate must have been so low.
        static let patience = MediaSpan.milliseconds(400)
    }

    private(set) var isOpen = true
    private var lowSince: MediaTime?

    /// Follows what the way carries; true when the gate opened or closed.
    ///
    /// - Parameter isFull: whether a queue shows that it carries no more; a low rate alone may only mean that no more was tried.
    mutating func update(rate: Bitrate, picture: Bitrate, isFull: Bool, at now: MediaTime) -> Bool {
        guard picture > .zero else { return false }
        if !isOpen {
            isOpen = rate >= picture * Limit.opens
            return isOpen
        }
        guard rate < picture * Limit.closes else {
            lowSince = nil
            return false
        }
        guard let since = lowSince else {
            if isFull { lowSince = now }
            return false
        }
        guard now - since >= Limit.patience else { return false }
        lowSince = nil
        isOpen = false
        return true
    }
}

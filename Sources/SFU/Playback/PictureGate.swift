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
    mutating func update(rate: Bitrate, picture: Bitrate, at now: MediaTime) -> Bool {
        guard picture > .zero else { return false }
        if !isOpen {
            isOpen = rate >= picture * Limit.opens
            return isOpen
        }
        guard rate < picture * Limit.closes else {
            lowSince = nil
            return false
        }
        let since = lowSince ?? now
        lowSince = since
        guard now - since >= Limit.patience else { return false }
        lowSince = nil
        isOpen = false
        return true
    }
}

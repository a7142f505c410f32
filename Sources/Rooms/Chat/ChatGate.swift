package import Domain

/// Decides who may speak now: mutes and the rate limits of viewers and addresses.
package struct ChatGate: Sendable {
    private var lines: CrowdGate
    private var mutes: [ViewerID: Timestamp]

    package init(limits: ChatLimits, mutes: [ViewerID: Timestamp] = [:]) {
        lines = CrowdGate(
            perViewer: limits.linesPerViewer, perAddress: limits.linesPerAddress, window: limits.window)
        self.mutes = mutes
    }

    package mutating func mute(_ viewer: ViewerID, until: Timestamp) {
        mutes[viewer] = until
    }

    package mutating func unmute(_ viewer: ViewerID) {
        mutes[viewer] = nil
    }

    /// Counts the line and lets it through, or says why not.
    package mutating func admit(_ viewer: ViewerID, address: String, at now: Timestamp) throws(Refusal) {
        if let until = mutes[viewer] {
            if until > now { throw .muted(retryAfter: until - now) }
            mutes[viewer] = nil
        }
        if let wait = lines.wait(viewer, address: address, at: now) { throw .tooFast(retryAfter: wait) }
    }
}

package import RTP

/// The header extensions a viewer takes, by their local ids.
package struct ViewerExtensions: Sendable, Hashable {
    package var orientation: HeaderExtensionID?
    package var transportSequence: HeaderExtensionID?
    package var playoutDelay: HeaderExtensionID?

    package init(
        orientation: HeaderExtensionID? = nil, transportSequence: HeaderExtensionID? = nil,
        playoutDelay: HeaderExtensionID? = nil
    ) {
        self.orientation = orientation
        self.transportSequence = transportSequence
        self.playoutDelay = playoutDelay
    }
}

package import RTP

/// The header extensions a viewer takes, by their local ids.
package struct ViewerExtensions: Sendable, Hashable {
    package var orientation: HeaderExtensionID?
    package var transportSequence: HeaderExtensionID?
    package var playoutDelay: HeaderExtensionID?
    /// Only for viewers that take both forms of elements in one stream.
    package var dependencyDescriptor: HeaderExtensionID?

    package init(
        orientation: HeaderExtensionID? = nil, transportSequence: HeaderExtensionID? = nil,
        playoutDelay: HeaderExtensionID? = nil, dependencyDescriptor: HeaderExtensionID? = nil
    ) {
        self.orientation = orientation
        self.transportSequence = transportSequence
        self.playoutDelay = playoutDelay
        self.dependencyDescriptor = dependencyDescriptor
    }
}

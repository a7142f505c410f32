package import Domain

/// What happened to the streams of a show.
package enum MediaEvent: Sendable, Hashable {
    /// Also when the codec or the source of a running stream changes.
    case publisherStarted(ShowID, codec: String, synthetic: Bool)
    case publisherStopped(ShowID)
    case viewerJoined(ShowID, MediaSessionID, ViewerID?)
    case viewerLeft(ShowID, MediaSessionID, ViewerID?)
}

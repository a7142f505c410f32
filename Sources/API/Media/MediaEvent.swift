package import Domain

/// What happened to the streams of a show.
package enum MediaEvent: Sendable, Hashable {
    /// Also when the codec or the source of a running stream changes.
    case publisherStarted(ShowID, codec: String, synthetic: Bool)
    case publisherStopped(ShowID)
    /// The layers of a host's picture, by rid, that anybody watches now; also once after a host with layers began.
    case layersWanted(ShowID, MediaSessionID, wanted: [String])
    case viewerJoined(ShowID, MediaSessionID, ViewerID?)
    case viewerLeft(ShowID, MediaSessionID, ViewerID?)
}

package import Domain

/// What happened to the streams of a show.
package enum MediaEvent: Sendable, Hashable {
    /// A host in slot 1, or in a scene without pictures a host's sound; also when the codec or the source of a running stream changes.
    case publisherStarted(ShowID, codec: String, synthetic: Bool)
    case publisherStopped(ShowID)
    /// The layers of a host's picture, by rid, that anybody watches now; also once after a host with layers began.
    case layersWanted(ShowID, MediaSessionID, slot: Int, subject: String?, wanted: [String])
    /// A guest's transport is warm: the first media has come.
    case performerReady(ShowID, subject: String)
    /// A guest's session has ended.
    case performerGone(ShowID, subject: String)
    /// Who is loud and heard now, the loudest first.
    case loudest(ShowID, [String])
    case viewerJoined(ShowID, MediaSessionID, ViewerID?)
    case viewerLeft(ShowID, MediaSessionID, ViewerID?)
}

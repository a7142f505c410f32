package import RTP

/// What happened in the media plane that somebody outside wants to know.
package enum RouterEvent: Sendable, Hashable {
    /// A show's picture comes from this session now.
    case publisherStarted(RouterID, SessionID, codec: MediaCodec, isStandby: Bool)
    /// Nobody sends a picture to this show any more.
    case publisherStopped(RouterID)
    case viewerJoined(RouterID, SessionID, viewer: String?)
    case viewerLeft(RouterID, SessionID, viewer: String?, SessionEnd)
    /// Which layers of its simulcast anybody has use for, by the names the host gave them; it need not send the others.
    case layersWanted(RouterID, SessionID, wanted: [String])
    /// Any session is over; its URL is no longer good.
    case sessionEnded(RouterID, SessionID, SessionEnd)
}

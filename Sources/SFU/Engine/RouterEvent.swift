package import RTP

/// What happened in the media plane that somebody outside wants to know.
package enum RouterEvent: Sendable, Hashable {
    /// A show's picture comes from this session now.
    case publisherStarted(RouterID, SessionID, codec: MediaCodec, isStandby: Bool)
    /// Nobody sends a picture to this show any more.
    case publisherStopped(RouterID)
    /// Somebody's first packet has come: from here on it takes no more than the plan's word to be seen.
    case performerReady(RouterID, SessionID, name: String)
    /// The last session of somebody who was ready has ended.
    case performerGone(RouterID, SessionID, name: String)
    /// Who is loud and heard now, the loudest first.
    case loudest(RouterID, names: [String])
    case viewerJoined(RouterID, SessionID, viewer: String?)
    case viewerLeft(RouterID, SessionID, viewer: String?, SessionEnd)
    /// Which layers of its simulcast anybody has use for, by the names that who sends it gave them; the others need not be sent.
    case layersWanted(RouterID, SessionID, slot: Int, name: String?, wanted: [String])
    /// Any session is over; its URL is no longer good.
    case sessionEnded(RouterID, SessionID, SessionEnd)
}

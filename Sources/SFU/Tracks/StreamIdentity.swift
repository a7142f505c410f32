package import RTP

/// The names under which every viewer of one show receives its streams.
///
/// They stay the same for as long as the show exists, so that a session description made before the host comes, or
/// before the host comes back, stays true.
package struct StreamIdentity: Sendable, Hashable {
    package var video: SSRC
    package var videoRetransmission: SSRC
    package var videoProtection: SSRC
    package var audio: SSRC
    /// The canonical name that ties the streams together (RFC 3550, section 6.5.1).
    package var canonicalName: String

    package init(
        video: SSRC, videoRetransmission: SSRC, videoProtection: SSRC, audio: SSRC, canonicalName: String
    ) {
        self.video = video
        self.videoRetransmission = videoRetransmission
        self.videoProtection = videoProtection
        self.audio = audio
        self.canonicalName = canonicalName
    }
}

/// A session that was made.
package struct MediaAnswer: Sendable, Hashable {
    package let session: MediaSessionID
    /// The SDP answer.
    package let answer: String
    /// Names the ICE session (RFC 9725, section 4.3.1); without quotation marks.
    package let tag: String

    package init(session: MediaSessionID, answer: String, tag: String) {
        self.session = session
        self.answer = answer
        self.tag = tag
    }
}

/// What a `PATCH` came to.
package enum MediaPatchAnswer: Sendable, Hashable {
    /// Candidates were taken.
    case accepted
    /// ICE was restarted: the server's new credentials, and the tag that names them.
    case restarted(fragment: String, tag: String)
}

/// The candidates of one media section in a fragment.
package struct IceFragmentSection: Hashable, Sendable {
    /// The value of the section's `m=` line; a placeholder such as `audio 9 RTP/AVP 0` (RFC 8840, section 9).
    package var mediaLine: String
    package var mid: Mid?
    package var candidates: [IceCandidate] = []
    package var hasEndOfCandidates = false

    package init(mediaLine: String, mid: Mid? = nil) {
        self.mediaLine = mediaLine
        self.mid = mid
    }
}

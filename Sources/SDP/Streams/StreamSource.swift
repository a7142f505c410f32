package import RTP

/// A packet stream declared in advance by `a=ssrc` lines (RFC 5576, section 4.1).
package struct StreamSource: Hashable, Sendable {
    package var ssrc: SSRC
    /// `cname`, `msid` and whatever else is said of it, in order.
    package var attributes: [Attribute]

    package init(ssrc: SSRC, attributes: [Attribute]) {
        self.ssrc = ssrc
        self.attributes = attributes
    }

    package var canonicalName: String? { attributes.first { $0.name == "cname" }?.value }
}

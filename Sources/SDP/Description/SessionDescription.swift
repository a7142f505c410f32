/// A session description (RFC 8866), as far as WebRTC uses it.
///
/// Attributes that the session's head gives for all sections (ICE, DTLS, direction) stand in each section here.
/// Connection, time and bandwidth lines are not kept: ICE makes them void (RFC 9429, section 5.2.1).
package struct SessionDescription: Hashable, Sendable {
    package var origin: Origin
    /// The sections that share one transport, from `a=group:BUNDLE`.
    package var bundle: [Mid] = []
    package var isIceLite = false
    package var otherAttributes: [Attribute] = []
    package var media: [MediaDescription] = []

    package init(origin: Origin) {
        self.origin = origin
    }
}

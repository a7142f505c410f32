package import ICE

/// Why the media server cannot do what it was asked for.
package enum MediaServerError: Error, Equatable {
    case socket(call: String, errno: Int32)
    case portTaken(TransportAddress, errno: Int32)
    case cryptography(String)
    /// The offer is no session description, or cannot be answered; the text is fit for the client.
    case badOffer(String)
    case unsupportedCodec(String)
    case tooManySessions(limit: Int)
    case unknownSession
    /// The entity tag in `If-Match` names an earlier ICE generation.
    case staleTag
    case badFragment(String)
    case draining
}

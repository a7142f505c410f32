public import Foundation

/// Publishes to a WHIP endpoint (RFC 9725).
public struct WHIPClient: Sendable {
    private let loop: ClientLoop
    private let signalling: any Signalling

    /// A client that publishes on `loop`.
    ///
    /// - Parameter token: goes out as bearer token; nil where the endpoint asks for none.
    public init(loop: ClientLoop, endpoint: URL, token: String?) {
        self.loop = loop
        signalling = HTTPSignalling(endpoint: endpoint, token: token)
    }

    /// A stream that goes on the air with its ``PublishedStream/run()``.
    public func stream(_ settings: PublishSettings) -> PublishedStream {
        PublishedStream(loop: loop, signalling: signalling, settings: settings)
    }
}

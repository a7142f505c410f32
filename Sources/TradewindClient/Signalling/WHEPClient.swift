public import Foundation

/// Plays from a WHEP endpoint.
public struct WHEPClient: Sendable {
    private let loop: ClientLoop
    private let signalling: any Signalling

    /// A client that plays on `loop`.
    ///
    /// - Parameter token: goes out as bearer token; nil where the endpoint asks for none.
    public init(loop: ClientLoop, endpoint: URL, token: String?) {
        self.loop = loop
        signalling = HTTPSignalling(endpoint: endpoint, token: token)
    }

    /// Joins; the stream plays from the return on.
    public func play(_ settings: PlaySettings = PlaySettings()) async throws(ClientError) -> PlayedStream {
        try await PlayedStream.join(loop: loop, signalling: signalling, settings: settings)
    }
}

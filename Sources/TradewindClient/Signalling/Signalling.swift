/// The way an offer reaches a server, and what can be done with the session afterwards.
///
/// WHIP and WHEP are alike in this (RFC 9725); ``HTTPSignalling`` speaks both. A server in the same process can be
/// called directly instead.
public protocol Signalling: Sendable {
    /// Sends an offer; the session exists from then on.
    func open(offer: String) async throws(SignallingError) -> SignalledSession

    /// Sends an ICE restart's fragment (`application/trickle-ice-sdpfrag`) and returns the server's.
    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart

    /// Ends the session; done also when the calling task is cancelled.
    func close(_ session: SignalledSession) async throws(SignallingError)
}

package import Domain

/// The plane of packets, as the HTTP edge sees it.
///
/// Offers and answers are SDP texts (RFC 8866); fragments are `application/trickle-ice-sdpfrag` (RFC 8840). What is inside
/// them is the plane's business, what HTTP says about them is the edge's.
package protocol MediaPlane: Sendable {
    /// Takes a stream (WHIP); an earlier one of a host in the same slot is replaced.
    ///
    /// What a guest sends goes nowhere until the plan of ``stage(_:of:)`` says where.
    func publish(show: ShowID, offer: String, by publisher: Publisher) async throws(MediaRefusal) -> MediaAnswer

    /// Gives a viewer the programme (WHEP); `network` is whom limits count the viewer as.
    ///
    /// `lines` is the limit of ``limit(session:of:lines:slot:)`` to begin with.
    func play(
        show: ShowID, offer: String, viewer: ViewerID?, network: String, lines: Int?
    ) async throws(MediaRefusal) -> MediaAnswer

    /// Sends a viewer no picture of more lines, the shorter side in pixels; nil is no limit, 0 no picture at all.
    ///
    /// `slot` is the one picture that is meant; nil means every one.
    func limit(session: MediaSessionID, of show: ShowID, lines: Int?, slot: Int?) async throws(MediaRefusal)

    /// Holds a show's sessions to who is on its stage, from now on.
    func stage(_ plan: StagePlan, of show: ShowID) async

    /// Takes candidates, or restarts ICE. `ifMatch` is the entity tag the client knows, `*` for a restart.
    func patch(
        session: MediaSessionID, of show: ShowID, fragment: String, ifMatch: String?
    ) async throws(MediaRefusal) -> MediaPatchAnswer

    func close(session: MediaSessionID, of show: ShowID) async throws(MediaRefusal)

    /// Holds a show's picture and sound back, or lets them flow again; its sessions stay.
    func setPaused(_ paused: Bool, show: ShowID) async

    /// Ends every session of a show: it is over, or was removed.
    func end(show: ShowID) async

    /// Ends what somebody publishes who may not any more.
    func end(publisher subject: String) async

    /// Ends all that somebody publishes to a show and plays of it.
    func end(subject: String, of show: ShowID) async

    /// What the server sees of a host's stream; nil while nobody publishes.
    func health(of show: ShowID) async -> PublisherHealth?

    /// What happens to streams, from now on.
    func events() -> AsyncStream<MediaEvent>

    /// Whether sockets are bound and packets are taken.
    var isReady: Bool { get async }
}

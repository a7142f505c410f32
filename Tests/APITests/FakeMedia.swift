import API
import Domain
import Synchronization

/// A media plane that answers as it was told, and remembers what it was asked.
final class FakeMedia: MediaPlane {
    struct State {
        var refusal: MediaRefusal?
        var calls: [String] = []
        var health: PublisherHealth?
        /// What was told of each show's stage, in order.
        var plans: [ShowID: [StagePlan]] = [:]
        var patch = MediaPatchAnswer.accepted
    }

    let state = Mutex(State())
    private let stream: AsyncStream<MediaEvent>
    private let continuation: AsyncStream<MediaEvent>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: MediaEvent.self)
    }

    func happen(_ event: MediaEvent) {
        continuation.yield(event)
    }

    private func note(_ call: String) throws(MediaRefusal) {
        let refusal = state.withLock { state in
            state.calls.append(call)
            return state.refusal
        }
        if let refusal { throw refusal }
    }

    func publish(show: ShowID, offer: String, by publisher: Publisher) async throws(MediaRefusal) -> MediaAnswer {
        try note("publish \(show) \(publisher.subject)\(publisher.slot == 1 ? "" : " \(publisher.slot ?? 0)")")
        return MediaAnswer(session: MediaSessionID("s1"), answer: "v=0\r\nanswer", tag: "t1")
    }

    func play(
        show: ShowID, offer: String, viewer: ViewerID?, network: String, lines: Int?
    ) async throws(MediaRefusal) -> MediaAnswer {
        try note("play \(show) \(lines.map(String.init) ?? "-")")
        return MediaAnswer(session: MediaSessionID("s2"), answer: "v=0\r\nanswer", tag: "t2")
    }

    func limit(session: MediaSessionID, of show: ShowID, lines: Int?, slot: Int?) async throws(MediaRefusal) {
        try note("limit \(show)/\(session) \(lines.map(String.init) ?? "-")\(slot.map { " in \($0)" } ?? "")")
    }

    func stage(_ plan: StagePlan, of show: ShowID) async {
        state.withLock { $0.plans[show, default: []].append(plan) }
    }

    func end(subject: String, of show: ShowID) async {
        state.withLock { $0.calls.append("end \(subject) of \(show)") }
    }

    func patch(
        session: MediaSessionID, of show: ShowID, fragment: String, ifMatch: String?
    ) async throws(MediaRefusal) -> MediaPatchAnswer {
        try note("patch \(session) \(ifMatch ?? "-")")
        return state.withLock { $0.patch }
    }

    func close(session: MediaSessionID, of show: ShowID) async throws(MediaRefusal) {
        try note("close \(session)")
    }

    func setPaused(_ paused: Bool, show: ShowID) async {
        state.withLock { $0.calls.append("\(paused ? "pause" : "resume") \(show)") }
    }

    func end(publisher subject: String) async {
        state.withLock { $0.calls.append("end publisher \(subject)") }
    }

    func end(show: ShowID) async {
        state.withLock { $0.calls.append("end \(show)") }
    }

    func health(of show: ShowID) async -> PublisherHealth? { state.withLock { $0.health } }

    func events() -> AsyncStream<MediaEvent> { stream }

    var isReady: Bool { true }
}

import RTP
import SDP

/// Any text as an offer and as an answer: what parses must survive its own serialisation, and so must our replies.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
        let description = try SessionDescription(parsing: text)
        try checkRoundTrip(description)
        // One way to negotiate per input, for the sake of speed.
        switch count % 3 {
        case 0:
            guard let answer = try? IngestAnswer(to: description, from: local) else { break }
            try checkRoundTrip(answer.description)
        case 1:
            guard let answer = try? PlaybackAnswer(to: description, from: local, streams: [streams, streams]) else {
                break
            }
            try checkRoundTrip(answer.description)
        default:
            _ = try? offer.negotiated(with: description)
        }
    } catch let error as SDPError {
        precondition(!error.detail.isEmpty && !error.action.isEmpty, "an error has a text")
    } catch {
        preconditionFailure("only the parser throws: \(error)")
    }
    return 0
}

private func checkRoundTrip(_ description: SessionDescription) throws {
    // A text near the limit may grow past it by the lines that every section gets.
    guard description.description.utf8.count <= SDPLimits.bytes else { return }
    let again = try SessionDescription(parsing: description.description)
    precondition(again == description, "a description survives its own text")
}

private let local: LocalTransport = {
    guard let credentials = IceCredentials(userFragment: "fuzz", password: "0123456789abcdefghijkl") else {
        preconditionFailure("the credentials follow the grammar")
    }
    return LocalTransport(
        session: 1, credentials: credentials, fingerprint: Fingerprint(sha256: [UInt8](repeating: 7, count: 32)),
        candidates: [IceCandidate(foundation: "1", priority: 1, address: "192.0.2.1", port: 9)],
        roles: [.server, .client])
}()

private let streams: OutgoingStreams = {
    guard let name = CanonicalName(rawValue: "fuzz") else { preconditionFailure("the name is a token") }
    func stream(_ ssrc: UInt32) -> OutgoingStream {
        OutgoingStream(
            ssrc: SSRC(rawValue: ssrc), retransmission: SSRC(rawValue: ssrc + 1),
            streamID: MediaStreamID(stream: "show", track: "track"), canonicalName: name)
    }
    return OutgoingStreams(audio: stream(1), video: stream(3))
}()

private let offer = PublishOffer(local: local, streams: streams)

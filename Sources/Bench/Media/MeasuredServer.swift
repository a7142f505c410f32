internal import Foundation
internal import PacketIO
internal import TradewindClient

/// A server on which the measured show runs: how the show gets there, and how viewers join.
enum MeasuredServer: Sendable {
    /// Any server with WHIP and WHEP.
    case signalled(whip: URL, whep: URL, token: String?)
    /// Janus's streaming plugin: plain RTP in, its own signalling out.
    case janus(interface: URL, settings: JanusSettings)

    /// How a viewer on `loop` joins.
    func joining(on loop: ClientLoop) -> Audience.Joining {
        switch self {
        case .signalled(_, let whep, _):
            let client = WHEPClient(loop: loop, endpoint: whep, token: nil)
            return { settings throws(ClientError) in try await client.play(settings) }
        case .janus(let interface, _):
            let signalling = JanusSignalling(endpoint: interface)
            return { settings throws(ClientError) in
                try await PlayedStream.join(loop: loop, signalling: signalling, settings: settings)
            }
        }
    }

    /// Runs `body` with a show on the air.
    ///
    /// - Parameter layers: their names where the picture goes out in several, lowest first; Janus takes one.
    func withShow(
        layers: [String] = [], _ show: @escaping @Sendable (ShowOutput) async throws -> Void,
        body: () async throws -> Void
    ) async throws {
        switch self {
        case .signalled(let whip, _, let token):
            try await Self.withShow(
                by: HTTPSignalling(endpoint: whip, token: token), layers: layers, show, body: body)
        case .janus(_, let settings):
            let plain = try PlainShow(settings)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let output = ShowOutput(
                    sendPicture: { payloads, timestamp, _ in await plain.sendVideo(payloads, timestamp: timestamp) },
                    sendSound: { await plain.sendAudio($0, timestamp: $1) },
                    takeKeyFrameRequest: { _ in plain.takeKeyFrameRequest() })
                group.addTask { try await show(output) }
                try await body()
                group.cancelAll()
            }
        }
    }

    /// Runs `body` with a show on the air that is published by `signalling`.
    static func withShow(
        by signalling: any Signalling, layers: [String] = [],
        _ show: @escaping @Sendable (ShowOutput) async throws -> Void, body: () async throws -> Void
    ) async throws {
        let loop = try ClientLoop()
        let requests = KeyFrameRequests()
        let settings = PublishSettings(
            video: .vp8, layers: layers, pacing: .browser, keyFrameRequested: { requests.note($0) })
        let stream = PublishedStream(loop: loop, signalling: signalling, settings: settings)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stream.run() }
            for await state in stream.states {
                if state == .live { break }
                if case .lost(let loss, _) = state { throw BenchError.refused("\(loss)") }
            }
            group.addTask { try await show(output(to: stream, requests)) }
            try await body()
            group.cancelAll()
        }
        loop.stop()
    }

    private static func output(to stream: PublishedStream, _ requests: KeyFrameRequests) -> ShowOutput {
        ShowOutput(
            sendPicture: { payloads, timestamp, layer in
                stream.send(
                    VideoFrame(payloads: payloads, timestamp90k: timestamp, capturedAt: CurrentThread.wall()),
                    layer: layer)
            },
            sendSound: { payload, timestamp in
                stream.send(AudioPacket(payload: payload, timestamp48k: timestamp, capturedAt: CurrentThread.wall()))
            },
            takeKeyFrameRequest: { requests.take($0) })
    }
}

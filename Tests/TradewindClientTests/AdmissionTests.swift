import Foundation
import ICE
import MediaServer
import RTP
import SDP
import SFU
import Testing

@testable import TradewindClient

/// Whom the media server lets in, and what those find who come later.
struct AdmissionTests {
    private func offer(
        playing codecs: [MediaCodec] = [.vp8, .h264], audio: Bool = true, on stage: Stage
    ) -> String {
        SessionProposal(playing: OfferedFormats(video: codecs, audio: audio), as: stage.loop.identity).text
    }

    private func publisherOffer(on stage: Stage) -> String {
        SessionProposal(publishing: StreamNames(), formats: OfferedFormats(), as: stage.loop.identity).text
    }

    @Test func `a host comes in where viewers no longer do`() async throws {
        try await Stage.with(sessions: 1) { stage in
            _ = try await stage.server.play(offer(on: stage), from: stage.show, viewer: nil)
            await #expect(throws: MediaServerError.tooManySessions(limit: 1)) {
                try await stage.server.play(offer(on: stage), from: stage.show, viewer: nil)
            }
            try await stage.publishing { _ in
                #expect(await stage.statistics.publishers == 1)
            }
        }
    }

    @Test func `one network fills its own share, and has it again when its viewers are gone`() async throws {
        let address = TransportAddress(ipv4: 0x7F00_0001, port: 0)
        let configuration = MediaServerConfiguration(address: address, sessionsPerNetwork: 1)
        try await Stage.with(configuration) { stage in
            let first = try await stage.server.play(
                offer(on: stage), from: stage.show, viewer: nil, network: "192.0.2.1")
            await #expect(throws: MediaServerError.tooManySessions(limit: 1)) {
                try await stage.server.play(offer(on: stage), from: stage.show, viewer: nil, network: "192.0.2.1")
            }
            _ = try await stage.server.play(offer(on: stage), from: stage.show, viewer: nil, network: "192.0.2.2")
            try await stage.server.close(first.session, of: stage.show)
            try await eventually("The share is free") {
                let again = try? await stage.server.play(
                    offer(on: stage), from: stage.show, viewer: nil, network: "192.0.2.1")
                return again != nil
            }
        }
    }

    @Test func `tries that came to nothing give way, and the host on air does not`() async throws {
        try await Stage.with { stage in
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The host is on air") { await stage.server.health(of: stage.show) != nil }
                let onAir = await stage.server.health(of: stage.show)?.session
                var newest: SessionAnswer?
                for _ in 0..<8 {
                    newest = try await stage.server.publish(publisherOffer(on: stage), to: stage.show)
                }
                #expect(await stage.statistics.publishers == 4)
                host.send(TestMedia.picture(1, isKeyFrame: false))
                try await eventually("The host stays on air") {
                    await stage.server.health(of: stage.show)?.session == onAir
                }
                try await stage.server.close(try #require(newest).session, of: stage.show)
                try await eventually("The newest try was one of the four") {
                    await stage.statistics.publishers == 3
                }
            }
        }
    }

    @Test func `a viewer who cannot decode the picture is told which codec it comes in`() async throws {
        try await Stage.with { stage in
            // While nobody sends, any codec may come.
            _ = try await stage.server.play(offer(playing: [.h264], on: stage), from: stage.show, viewer: nil)
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The host is on air") { await stage.server.health(of: stage.show) != nil }
                await #expect(
                    throws: MediaServerError.unsupportedCodec(
                        "The show's picture comes in VP8; the offer can be sent VP9, H264.")
                ) {
                    try await stage.server.play(
                        offer(playing: [.h264, .vp9], on: stage), from: stage.show, viewer: nil)
                }
                _ = try await stage.server.play(offer(playing: [], on: stage), from: stage.show, viewer: nil)
            }
        }
    }

    @Test func `a show that was paused before anybody came stays paused`() async throws {
        try await Stage.with { stage in
            await stage.server.setPaused(true, show: stage.show)
            let (viewer, log) = try await stage.listening()
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The server has the picture") {
                    await stage.server.health(of: stage.show)?.frames == 1
                }
                // Asked of the same worker, so what would be forwarded has been.
                _ = await stage.statistics
                #expect(log.all(.video).isEmpty)
                await stage.server.setPaused(false, show: stage.show)
                _ = await stage.statistics
                host.send(TestMedia.picture(1, isKeyFrame: true))
                try await eventually("The picture flows") { log.all(.video).count == 3 }
            }
            await viewer.close()
        }
    }

    @Test func `a host that waits for the server's handshake goes on air`() async throws {
        try await Stage.with { stage in
            let passive = DirectSignalling(stage.server, show: stage.show, way: .publish) { offer in
                offer.replacingOccurrences(of: "a=setup:actpass", with: "a=setup:passive")
            }
            try await stage.publishing(by: passive) { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The picture comes") { await stage.server.health(of: stage.show)?.frames == 1 }
            }
        }
    }

    @Test func `a server that has stopped answers, and lets nobody in`() async throws {
        let loop = try ClientLoop()
        let address = TransportAddress(ipv4: 0x7F00_0001, port: 0)
        let stage = Stage(server: try MediaServer(MediaServerConfiguration(address: address)), loop: loop)
        await stage.server.shutDown()
        #expect(await stage.server.statistics().isEmpty)
        await #expect(throws: MediaServerError.draining) {
            try await stage.server.publish(publisherOffer(on: stage), to: stage.show)
        }
        loop.stop()
    }
}

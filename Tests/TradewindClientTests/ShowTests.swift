import ICE
import MediaServer
import SFU
import SecureTransport
import Synchronization
import Testing

@testable import TradewindClient

/// Client and server over real sockets on loopback.
struct ShowTests {
    @Test(arguments: [[ProtectionProfile.aeadAES128GCM, .aes128CMSHA1], [.aes128CMSHA1]])
    func `two players get exactly the bytes that were published`(profiles: [ProtectionProfile]) async throws {
        try await Stage.with(loop: ClientLoop(profiles: profiles)) { stage in
            let (first, one) = try await stage.listening()
            let (second, two) = try await stage.listening()
            try await stage.publishing { host in
                let pictures = (0..<4).map { TestMedia.picture($0, isKeyFrame: $0 == 0) }
                let sounds = (0..<5).map(TestMedia.sound)
                for picture in pictures { host.send(picture) }
                for sound in sounds { host.send(sound) }
                for log in [one, two] {
                    try await eventually("Twelve pictures' packets and five of sound come") {
                        log.all(.video).count == 12 && log.all(.audio).count == 5
                    }
                    #expect(log.payloads(.video) == pictures.flatMap(\.payloads))
                    #expect(log.payloads(.audio) == sounds.map(\.payload))
                    #expect(log.all(.video).map(\.packet.startsKeyFrame) == [true] + Array(repeating: false, count: 11))
                    #expect(log.all(.video).map(\.packet.marker) == (0..<12).map { $0 % 3 == 2 })
                }
            }
            await first.close()
            await second.close()
        }
    }

    @Test(arguments: ["::1", "::"]) func `a show crosses IPv6, and a server of both families takes IPv4`(
        host: String
    ) async throws {
        let address = try #require(TransportAddress(host: host, port: 0))
        try await Stage.with(address: address) { stage in
            let (viewer, log) = try await stage.listening()
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The picture comes") { log.all(.video).count == 3 }
            }
            await viewer.close()
        }
    }

    @Test func `a late joiner gets the kept pictures from their key frame on, and the host is not asked for another`()
        async throws
    {
        let requests = Counter()
        try await Stage.with { stage in
            try await stage.publishing(PublishSettings(keyFrameRequested: { _ in requests.increment() })) { host in
                let pictures = (0..<6).map { TestMedia.picture($0, isKeyFrame: $0 == 2) }
                // The first two pictures come before any key frame: they are asked about, and not forwarded.
                for picture in pictures[..<2] { host.send(picture) }
                try await eventually("The server asks for a key frame") { requests.count > 0 }
                for picture in pictures[2...] { host.send(picture) }
                try await eventually("The server has the pictures") {
                    await stage.server.health(of: stage.show)?.frames == 6
                }
                // What was asked before the key frame came may still be on its way.
                try await Task.sleep(for: .milliseconds(100))
                let before = requests.count
                let (viewer, log) = try await stage.listening()
                try await eventually("The kept pictures come") { log.all(.video).count == 12 }
                #expect(log.payloads(.video) == pictures[2...].flatMap(\.payloads))
                #expect(log.all(.video).first?.packet.startsKeyFrame == true)
                #expect(requests.count == before)
                #expect(await viewer.statistics()?.state == .playing)
                await viewer.close()
            }
        }
    }

    @Test func `a host who comes back is put behind what went before`() async throws {
        try await Stage.with { stage in
            let (viewer, log) = try await stage.listening()
            for (round, base) in [UInt32(5_000), 4_000_000_000, 77].enumerated() {
                try await stage.publishing { host in
                    for number in 0..<3 { host.send(TestMedia.picture(number, isKeyFrame: number == 0, from: base)) }
                    try await eventually("Round \(round) comes") { log.all(.video).count == 9 * (round + 1) }
                }
            }
            let packets = log.all(.video).map(\.packet)
            #expect(zip(packets, packets.dropFirst()).allSatisfy { $1.sequence - $0.sequence == 1 })
            let steps = zip(packets, packets.dropFirst()).map { Int32(bitPattern: $1.timestamp &- $0.timestamp) }
            #expect(steps.allSatisfy { $0 >= 0 })
            // Longer than this would be a freeze of the player's making: the host was away for moments only.
            #expect(steps.allSatisfy { $0 < 30 * 90_000 })
            let statistics = try #require(await viewer.statistics())
            #expect(statistics.video.missing == 0)
            await viewer.close()
        }
    }

    @Test func `nothing comes during a pause, and the picture goes on with a key frame and no gap`() async throws {
        let requests = Counter()
        try await Stage.with { stage in
            let (viewer, log) = try await stage.listening()
            try await stage.publishing(PublishSettings(keyFrameRequested: { _ in requests.increment() })) { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The first picture comes") { log.all(.video).count == 3 }
                await stage.server.setPaused(true, show: stage.show)
                // Asked of the same worker, so the pause has begun when the answer is here.
                _ = await stage.statistics
                host.send(TestMedia.picture(1))
                try await eventually("The server has the second picture") {
                    await stage.server.health(of: stage.show)?.frames == 2
                }
                #expect(log.all(.video).count == 3)
                let before = requests.count
                await stage.server.setPaused(false, show: stage.show)
                try await eventually("The host is asked for a key frame") { requests.count > before }
                host.send(TestMedia.picture(2, isKeyFrame: true))
                try await eventually("The picture goes on") { log.all(.video).count == 6 }
                let sequences = log.all(.video).map(\.packet.sequence)
                #expect(sequences == Array(sequences[0]..<(sequences[0] + 6)))
            }
            await viewer.close()
        }
    }

    @Test func `leaving ends the session at the server at once`() async throws {
        try await Stage.with { stage in
            let signalling = DirectSignalling(stage.server, show: stage.show, way: .publish)
            try await stage.publishing(by: signalling) { _ in
                let viewer = try await stage.playing()
                #expect(await stage.statistics.viewers == 1)
                #expect(await stage.statistics.publishers == 1)
                await viewer.close()
                try await eventually("The viewer is gone") { await stage.statistics.viewers == 0 }
                #expect(await viewer.statistics() == nil)
            }
            #expect(signalling.closed.withLock(\.count) == 1)
            try await eventually("The host is gone") { await stage.statistics.publishers == 0 }
        }
    }

    @Test func `the end of a show reaches players and hosts`() async throws {
        try await Stage.with { stage in
            let viewer = try await stage.playing()
            try await stage.publishing { host in
                await stage.server.end(show: stage.show)
                var last: StreamState?
                for await state in host.states { last = state }
                #expect(last == .dismissed)
            }
            var last: PlaybackState?
            for await state in viewer.states { last = state }
            #expect(last == .ended(.closedByServer))
        }
    }

    @Test func `a host whom a newer one replaced stays away`() async throws {
        try await Stage.with { stage in
            try await stage.publishing { first in
                first.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The first is on air") { await stage.server.health(of: stage.show) != nil }
                try await stage.publishing { second in
                    second.send(TestMedia.picture(0, isKeyFrame: true))
                    var last: StreamState?
                    for await state in first.states { last = state }
                    #expect(last == .dismissed)
                    #expect(await stage.statistics.publishers == 1)
                }
            }
        }
    }

    @Test func `a standby comes back after the server's goodbye`() async throws {
        try await Stage.with { stage in
            try await stage.publishing(PublishSettings(outlastsGoodbye: true)) { host in
                await stage.server.end(show: stage.show)
                var states = host.states.makeAsyncIterator()
                var seen: [StreamState] = []
                while let state = await states.next() {
                    seen.append(state)
                    if state == .live { break }
                }
                #expect(seen.contains { if case .lost(.ended(.closedByServer), _) = $0 { true } else { false } })
            }
        }
    }

    @Test func `a player whose network changed goes on by a new path`() async throws {
        try await Stage.with { stage in
            let (viewer, log) = try await stage.listening()
            try await stage.publishing { host in
                host.send(TestMedia.picture(0, isKeyFrame: true))
                try await eventually("The first picture comes") { log.all(.video).count == 3 }
                try await viewer.restart()
                // What is sent before the first check of the new path goes to the old one and is mended afterwards.
                try await eventually("Pictures come by the new path") {
                    host.send(TestMedia.picture(log.all(.video).count))
                    return log.all(.video).count > 9
                }
                #expect(await viewer.statistics()?.state == .playing)
            }
            await viewer.close()
        }
    }

    @Test func `the counting depth counts what the whole depth opens`() async throws {
        try await Stage.with { stage in
            let (whole, log) = try await stage.listening()
            let counting = try await stage.playing(PlaySettings(depth: .counting))
            try await stage.publishing { host in
                for number in 0..<20 { host.send(TestMedia.picture(number, isKeyFrame: number == 0)) }
                for number in 0..<20 { host.send(TestMedia.sound(number)) }
                try await eventually("Everything is opened") { log.all(.video).count + log.all(.audio).count == 80 }
                try await eventually("Everything is counted") { await counting.statistics()?.audio.packets == 20 }
                let opened = try #require(await whole.statistics())
                let counted = try #require(await counting.statistics())
                #expect(opened.video == counted.video)
                #expect(opened.audio == counted.audio)
                #expect(counted.video.packets == 60)
                #expect(counted.video.missing == 0)
                #expect(counted.unopened == 0)
            }
            await whole.close()
            await counting.close()
        }
    }

    @Test func `a paced frame arrives whole and in order`() async throws {
        try await Stage.with { stage in
            let (viewer, log) = try await stage.listening()
            try await stage.publishing(PublishSettings(pacing: .browser)) { host in
                let pictures = (0..<3).map { TestMedia.picture($0, isKeyFrame: $0 == 0, packets: 9) }
                for picture in pictures { host.send(picture) }
                try await eventually("All packets come") { log.all(.video).count == 27 }
                #expect(log.payloads(.video) == pictures.flatMap(\.payloads))
            }
            await viewer.close()
        }
    }

    @Test(arguments: VideoCodec.allCases) func `every video format can be agreed on`(codec: VideoCodec) async throws {
        try await Stage.with { stage in
            try await stage.publishing(PublishSettings(video: codec, audio: false)) { _ in
                #expect(await stage.statistics.publishers == 1)
            }
        }
    }
}

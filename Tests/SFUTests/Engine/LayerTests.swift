import RTP
import Rehearsal
import SFU
import Testing

struct LayerTests {
    private static let three = [
        VirtualHost.Layer(lines: 180, kilobits: 150), VirtualHost.Layer(lines: 360, kilobits: 500),
        VirtualHost.Layer(lines: 720, kilobits: 1_600),
    ]

    /// Checks what a receiver needs: numbers and pictures without gaps, moments that only go forward, another layer only with a key frame.
    private func expectWhole(
        _ packets: some Collection<VirtualViewer.Packet>, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var last: VirtualViewer.Packet?
        for packet in packets {
            defer { last = packet }
            guard let last else {
                #expect(packet.isKey && packet.startsFrame, sourceLocation: sourceLocation)
                continue
            }
            #expect(packet.number == last.number + 1, sourceLocation: sourceLocation)
            let isNew = packet.timestamp != last.timestamp
            #expect(isNew == packet.startsFrame && isNew == last.marker, sourceLocation: sourceLocation)
            guard isNew, let picture = packet.counters.pictureID, let before = last.counters.pictureID,
                let base = packet.counters.temporalLayerZeroIndex, let baseBefore = last.counters.temporalLayerZeroIndex
            else { continue }
            #expect(Int32(bitPattern: packet.timestamp &- last.timestamp) > 0, sourceLocation: sourceLocation)
            #expect(picture == (before + 1) & 0x7FFF, sourceLocation: sourceLocation)
            #expect(base == baseBefore &+ (packet.temporal == 0 ? 1 : 0), sourceLocation: sourceLocation)
            if packet.layer != last.layer { #expect(packet.isKey, sourceLocation: sourceLocation) }
        }
    }

    private func layers(_ packets: some Collection<VirtualViewer.Packet>) -> Set<UInt8> { Set(packets.map(\.layer)) }

    @Test func `on a roomy way the best picture comes, and stays`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 3)
        try show.join("delay=25ms")
        show.run(seconds: 8)
        expectWhole(show.viewers[0].packets)
        #expect(layers(show.viewers[0].latest(5, before: show.now)) == [2])
    }

    @Test func `a way that narrows gets a smaller picture without a break, and the best one again when it widens`()
        throws
    {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        try show.join("delay=25ms rate=4000k queue=300ms ; @10s rate=900k ; @20s rate=4000k")
        show.run(seconds: 10)
        #expect(layers(show.viewers[0].latest(3, before: show.now)) == [2])
        show.run(seconds: 10)
        #expect(layers(show.viewers[0].latest(6, before: show.now)) == [1])
        show.run(seconds: 5)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [2])
        expectWhole(show.viewers[0].packets)
        let moments = show.viewers[0].packets.map(\.at)
        let longest = zip(moments.dropFirst(), moments).map { $0 - $1 }.max()
        #expect(longest.map { $0 < .milliseconds(500) } ?? false)
    }

    @Test func `a picture that just fits is given, and given back within three seconds of a bottleneck's end`() throws {
        let show = try VirtualShow(layers: [
            VirtualHost.Layer(lines: 90, kilobits: 100), VirtualHost.Layer(lines: 180, kilobits: 300),
            VirtualHost.Layer(lines: 360, kilobits: 1_250),
        ])
        show.run(seconds: 2)
        try show.join("delay=25ms rate=1500k queue=300ms ; @15s rate=400k ; @25s rate=1500k")
        show.run(seconds: 15)
        #expect(layers(show.viewers[0].latest(5, before: show.now)) == [2])
        show.run(seconds: 10)
        #expect(!layers(show.viewers[0].latest(8, before: show.now)).contains(2))
        show.run(seconds: 3)
        #expect(layers(show.viewers[0].latest(0.5, before: show.now)) == [2])
        show.run(seconds: 10)
        #expect(layers(show.viewers[0].latest(10, before: show.now)) == [2])
        expectWhole(show.viewers[0].packets)
    }

    @Test func `a small window gets a small picture, a larger one another, a hidden one none`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        try show.join("delay=5ms", lines: 320)
        show.run(seconds: 3)
        #expect(layers(show.viewers[0].packets) == [1])
        show.limit(0, lines: nil)
        show.run(seconds: 3)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [2])
        show.limit(0, lines: 150)
        show.run(seconds: 3)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [0])
        show.limit(0, lines: 0)
        show.run(seconds: 2)
        #expect(show.viewers[0].latest(1, before: show.now).isEmpty)
        show.limit(0, lines: nil)
        show.run(seconds: 3)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [2])
        // Behind a pause counters may jump: a key frame follows.
        let numbers = show.viewers[0].packets.map(\.number)
        #expect(zip(numbers.dropFirst(), numbers).allSatisfy { $0 == $1 + 1 })
    }

    @Test func `layers that nobody watches are not wanted, and are wanted again for who comes`() throws {
        let show = try VirtualShow(layers: Self.three)
        func wanted() -> [String]? {
            show.events.reversed().lazy.compactMap { event in
                if case .layersWanted(_, _, _, _, let wanted) = event { wanted } else { nil }
            }.first
        }
        show.run(seconds: 2)
        #expect(wanted() == ["q", "h", "f"])
        try show.join("delay=5ms", lines: 360)
        show.run(seconds: 13)
        #expect(wanted() == ["q", "h"])
        show.host.layers[2].isSent = false
        show.run(seconds: 2)
        try show.join("delay=5ms")
        show.run(seconds: 1.5)
        #expect(wanted() == ["q", "h", "f"])
        show.host.layers[2].isSent = true
        show.run(seconds: 4)
        #expect(layers(show.viewers[1].latest(1, before: show.now)) == [2])
        #expect(layers(show.viewers[0].packets) == [1])
        expectWhole(show.viewers[1].packets)
    }

    @Test func `a layer that stops is replaced by one that runs`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        try show.join("delay=5ms")
        show.run(seconds: 4)
        show.host.layers[2].isSent = false
        show.run(seconds: 4)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [1])
        expectWhole(show.viewers[0].packets)
    }

    @Test func `a stream of one size gives a narrow way fewer pictures a second, without a gap in them`() throws {
        let show = try VirtualShow(layers: [VirtualHost.Layer(lines: 360, kilobits: 1_000, temporal: 3)])
        show.run(seconds: 2)
        try show.join("delay=25ms rate=3000k queue=300ms ; @8s rate=800k ; @18s rate=3000k")
        show.run(seconds: 8)
        #expect(Set(show.viewers[0].latest(2, before: show.now).map(\.temporal)) == [0, 1, 2])
        show.run(seconds: 10)
        #expect(!show.viewers[0].latest(5, before: show.now).map(\.temporal).contains(2))
        #expect(!show.viewers[0].latest(1, before: show.now).isEmpty)
        show.run(seconds: 6)
        #expect(Set(show.viewers[0].latest(1, before: show.now).map(\.temporal)) == [0, 1, 2])
        expectWhole(show.viewers[0].packets)
    }

    @Test func `one who has fewer pictures a second and looks away gets them again, under new numbers`() throws {
        let show = try VirtualShow(layers: [VirtualHost.Layer(lines: 360, kilobits: 1_000, temporal: 3)])
        show.run(seconds: 2)
        try show.join("delay=25ms rate=3000k queue=300ms ; @4s rate=600k")
        show.run(seconds: 9)
        #expect(!show.viewers[0].latest(1, before: show.now).map(\.temporal).contains(2))
        show.limit(0, lines: 0)
        show.run(seconds: 3)
        #expect(show.viewers[0].latest(2, before: show.now).isEmpty)
        show.limit(0, lines: nil)
        show.run(seconds: 3)
        #expect(!show.viewers[0].latest(1, before: show.now).isEmpty)
        let numbers = show.viewers[0].packets.map(\.number)
        #expect(zip(numbers.dropFirst(), numbers).allSatisfy { $0 == $1 + 1 })
    }

    @Test func `a way too narrow for any picture is tried again, and has one when it widens`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        try show.join("delay=25ms rate=4000k queue=300ms ; @5s rate=60k ; @20s rate=4000k")
        show.run(seconds: 19)
        #expect(show.viewers[0].latest(3, before: show.now).isEmpty)
        show.run(seconds: 9)
        #expect(layers(show.viewers[0].latest(1, before: show.now)) == [2])
        let numbers = show.viewers[0].packets.map(\.number)
        #expect(zip(numbers.dropFirst(), numbers).allSatisfy { $0 == $1 + 1 })
    }

    @Test func `whoever chooses sizes to and fro costs a key frame of a layer a second at most`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        try show.join("delay=5ms")
        show.run(seconds: 2)
        let before = show.host.requests
        for step in 0..<50 {
            show.limit(0, lines: step.isMultiple(of: 2) ? 180 : nil)
            show.run(seconds: 0.1)
        }
        #expect(zip(show.host.requests, before).allSatisfy { $0 - $1 <= 6 })
    }

    @Test func `layers whose clocks differ are put on one line`() throws {
        var layers = Self.three
        layers[0].skew = 1_000_000
        layers[2].skew = 3_000_000_000
        let show = try VirtualShow(layers: layers)
        show.run(seconds: 2)
        try show.join("delay=5ms", lines: 180)
        show.run(seconds: 2)
        show.limit(0, lines: nil)
        show.run(seconds: 3)
        expectWhole(show.viewers[0].packets)
        let (first, last) = try (#require(show.viewers[0].packets.first), #require(show.viewers[0].packets.last))
        let played = ClockRate.video.span(ofTicks: Int64(last.timestamp &- first.timestamp))
        #expect(
            abs((played - (last.at - first.at)).wholeMilliseconds) < 2_300, "what was replayed is older, nothing else")
        #expect(self.layers(show.viewers[0].latest(1, before: show.now)) == [2])
    }

    @Test func `fifty who join cost the host a key frame of a layer a second at most`() throws {
        let show = try VirtualShow(layers: Self.three)
        show.run(seconds: 2)
        let before = show.host.requests
        for _ in 0..<25 {
            for _ in 0..<2 { try show.join("delay=5ms") }
            show.run(seconds: 0.2)
        }
        #expect(zip(show.host.requests, before).allSatisfy { $0 - $1 <= 6 })
    }
}

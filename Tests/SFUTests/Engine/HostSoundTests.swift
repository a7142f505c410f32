import RTP
import Rehearsal
import SFU
import Testing

struct HostSoundTests {
    private static let layer = VirtualHost.Layer(lines: 180, kilobits: 100)

    /// What a viewer who is there from the start has after some seconds.
    private func show(
        _ microphone: VirtualMicrophone, uplink: String = "delay=10ms", seconds: Double = 5
    ) throws -> VirtualShow {
        let show = try VirtualShow(layers: [Self.layer], microphone: microphone, uplink: uplink)
        try show.join("delay=5ms")
        show.run(seconds: seconds)
        return show
    }

    /// The places of the packets that the viewer got, in the order of their numbers; each once, whole and at its time.
    private func places(
        _ sound: [VirtualViewer.Sound], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [Int] {
        let sorted = sound.sorted { $0.number < $1.number }
        let first = try #require(sorted.first, sourceLocation: sourceLocation)
        return sorted.map { packet in
            let place = packet.payload.count > 2 ? Int(packet.payload[1]) << 8 | Int(packet.payload[2]) : -1
            #expect(packet.payload == VirtualMicrophone.payload(place), sourceLocation: sourceLocation)
            #expect(
                packet.timestamp &- first.timestamp == 960 * UInt32(packet.number - first.number),
                sourceLocation: sourceLocation)
            return place
        }
    }

    /// What lies between the first and the last, but for the latest, which may still come.
    private func missing(_ places: [Int]) throws -> [Int] {
        let (first, last) = try (#require(places.first), #require(places.last))
        return Set(first..<max(first, last - 20)).subtracting(places).sorted()
    }

    @Test(arguments: [
        ("every third", "delay=10ms", 1, [true, false, true]),
        ("two of four", "delay=10ms", 2, [true, true, false, false]),
        ("every third, and some overtake others", "delay=10ms reorder=20%", 1, [true, false, true]),
        ("none, and some come twice", "delay=10ms duplicate=20%", 2, [true]),
    ])
    func `what a host's way loses comes with the packets behind it`(
        what: String, uplink: String, earlier: Int, arrives: [Bool]
    ) throws {
        var microphone = VirtualMicrophone(earlier: earlier)
        microphone.arrives = arrives
        let show = try show(microphone, uplink: uplink)
        let places = try places(show.viewers[0].sound)
        #expect(try missing(places).isEmpty, "\(what)")
        #expect(places.count > 230 && Set(places).count == places.count, "\(what)")
    }

    @Test func `earlier packets go out before the later ones`() throws {
        var microphone = VirtualMicrophone(earlier: 2)
        microphone.arrives = [true, false, false]
        let numbers = try show(microphone).viewers[0].sound.map(\.number)
        #expect(numbers == numbers.sorted())
    }

    @Test func `reports tell what the way lost, not what was left of it`() throws {
        var microphone = VirtualMicrophone(earlier: 1)
        microphone.arrives = [true, false, true]
        let loss = try show(microphone).microphone?.reportedLoss ?? 0
        #expect((80...95).contains(loss), "a third of 256")
    }

    @Test func `a host that repeats nothing is heard as it comes`() throws {
        var microphone = VirtualMicrophone(earlier: 0)
        microphone.arrives = [true, false, true]
        let places = try places(show(microphone).viewers[0].sound)
        #expect(places.count > 150 && places.allSatisfy { $0 % 3 != 1 })
    }

    @Test func `what is lost in a row is asked for, where the host gives it again`() throws {
        var microphone = VirtualMicrophone(earlier: 1)
        let uplink = "delay=25ms loss=15%"
        let without = try places(show(microphone, uplink: uplink).viewers[0].sound)
        #expect(try !missing(without).isEmpty)
        microphone.acceptsNACK = true
        let show = try show(microphone, uplink: uplink)
        let whole = try places(show.viewers[0].sound)
        #expect(try missing(whole).isEmpty)
        let requests = show.microphone?.requests ?? 0
        #expect((1...25).contains(requests), "what came with the packet behind it is not asked for: \(requests)")
    }
}

import RTP
import Testing

struct DependencyDescriptorTests {
    /// One spatial and three temporal layers, ids 60...63 and 0, three decode targets: T0, T1, T2.
    private static let threeTemporal =
        "111100 00010" + " 00 01 01 00 11"  // T0, T0, T1, T2, T2
        + " 101010 101010 000110 000001 000001"  // SSS, SSS, -DS, --D, --D
        + " 0 1 0011 0 1 0001 0 1 0000 0 1 0000 0"  // Refers to nothing, and to the frame 4, 2, 1, 1 before.
        + " 01 0000 0100 0010 0001 0011"  // One chain, and how far back it was for each template.
        + " 1 0000010011111111 0000001011001111"  // 1280×720

    /// Two spatial layers that predict from one another, two temporal layers each, ids 0...5; targets S0T0 to S1T1.
    private static let twoByTwo =
        "000000 00011" + " 00 01 10 00 01 11"  // S0T0, S0T0, S0T1, S1T0, S1T0, S1T1
        + " 10101010 10101111 00010011 00001010 00001010 00000001"  // SSSS, SSRR, -D-R, --SS, --SS, ---D
        + " 0 1 0011 0 1 0001 0 1 0000 0 1 0011 1 0000 0 1 0001 1 0000 0"
        + " 10 0 0 1 1"  // Two chains: one for the targets of S0, one for those of S1.
        + " 00000000 01000011 00100001 00010001 00010001 00110010"
        + " 1 0000001001111111 0000000101100111 0000010011111111 0000001011001111"  // 640×360, 1280×720

    /// Three bytes: a frame of a template.
    private func descriptor(_ id: UInt8, _ number: UInt16, starts: Bool = true, ends: Bool = true) -> [UInt8] {
        [(starts ? 0x80 : 0) | (ends ? 0x40 : 0) | id, UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    /// With the extended fields: five flags and what they announce.
    private func descriptor(_ id: UInt8, _ number: UInt16, extended: String) -> [UInt8] {
        descriptor(id, number) + bits(extended)
    }

    private func reader(structure: String, id: UInt8, number: UInt16) throws -> DependencyDescriptorReader {
        var reader = DependencyDescriptorReader()
        let place = reader.read(descriptor(id, number, extended: "10000" + structure))
        try #require(place == LayerPlace(endsFrame: true))
        return reader
    }

    @Test func `a structure has the bytes that encoders send`() {
        #expect(
            descriptor(60, 1, extended: "10000" + Self.threeTemporal)
                == bytes("FC 0001 87 8214 EAA8 6041 4D14 1020 8427 04FF 02CF"))
    }

    @Test func `templates tell layers, and what the lowest has opened may be taken once`() throws {
        // Frame numbers and template ids go round.
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 0xFFFD)
        let frames: [(id: UInt8, temporal: UInt8, isSwitchPoint: Bool)] = [
            (63, 2, true), (62, 1, true), (0, 2, false), (61, 0, true), (63, 2, true), (62, 1, true), (0, 2, false),
        ]
        var number: UInt16 = 0xFFFE
        for frame in frames {
            let expected = LayerPlace(temporal: frame.temporal, isSwitchPoint: frame.isSwitchPoint, endsFrame: false)
            var last = expected
            last.endsFrame = true
            #expect(reader.read(descriptor(frame.id, number, ends: false)) == expected, "number \(number)")
            #expect(reader.read(descriptor(frame.id, number, starts: false, ends: false)) == expected)
            #expect(reader.read(descriptor(frame.id, number, starts: false)) == last)
            number &+= 1
        }
    }

    @Test func `spatial layers are opened each for itself`() throws {
        var reader = try reader(structure: Self.twoByTwo, id: 0, number: 7)
        let frames: [(id: UInt8, spatial: UInt8, temporal: UInt8, isSwitchPoint: Bool)] = [
            (3, 1, 0, true), (2, 0, 1, true), (5, 1, 1, true), (2, 0, 1, false), (5, 1, 1, false), (1, 0, 0, true),
            (5, 1, 1, false), (4, 1, 0, true), (2, 0, 1, true), (5, 1, 1, true),
        ]
        for (index, frame) in frames.enumerated() {
            let place = reader.read(descriptor(frame.id, UInt16(8 + index)))
            let expected = LayerPlace(
                spatial: frame.spatial, temporal: frame.temporal, isSwitchPoint: frame.isSwitchPoint, endsFrame: true)
            #expect(place == expected, "frame \(index)")
        }
    }

    @Test(
        arguments: [
            ("the lowest layer does not open the others", [(61, "10 11 11")], 63, false),
            ("the lowest layer opens the highest alone", [(61, "10 11 10")], 63, true),
            ("the lowest layer opens the highest alone", [(61, "10 11 10")], 62, false),
            ("a frame that is not of the target passes by", [(61, "10 10 10"), (62, "00 01 00")], 63, true),
            ("a frame that the target needs has gone by", [(61, "10 10 10"), (62, "00 01 11")], 63, false),
            ("a frame that switches the target has gone by", [(61, "10 10 10"), (62, "00 01 10")], 63, false),
        ] as [(String, [(UInt8, String)], UInt8, Bool)])
    func `a frame's own indications come before its template's`(
        what: String, frames: [(UInt8, String)], id: UInt8, isSwitchPoint: Bool
    ) throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        // The key frame has opened everything; this closes it.
        _ = reader.read(descriptor(63, 2))
        _ = reader.read(descriptor(62, 3))
        for (index, frame) in frames.enumerated() {
            let place = reader.read(descriptor(frame.0, UInt16(4 + index), extended: "00100" + frame.1))
            #expect(place != nil)
        }
        #expect(reader.read(descriptor(id, 9))?.isSwitchPoint == isSwitchPoint, "\(what)")
    }

    @Test func `a frame that switches its own target is a switch point`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        #expect(reader.read(descriptor(62, 2))?.isSwitchPoint == true)
        #expect(reader.read(descriptor(62, 3))?.isSwitchPoint == false)
        #expect(reader.read(descriptor(62, 4, extended: "00100 00 11 10"))?.isSwitchPoint == false)
        #expect(reader.read(descriptor(62, 5, extended: "00100 00 10 11"))?.isSwitchPoint == true)
        // The same with the set of active targets in front.
        #expect(reader.read(descriptor(62, 6, extended: "01100 110 00 11 10"))?.isSwitchPoint == false)
        #expect(reader.read(descriptor(62, 7, extended: "01100 110 00 10 11"))?.isSwitchPoint == true)
        // What stands behind the indications is not read.
        #expect(reader.read(descriptor(62, 8, extended: "00111 00 10 11 01 0001 00 00000010"))?.isSwitchPoint == true)
    }

    @Test(arguments: [
        ("no chains", "0"), ("one chain", "10 0000 0001"), ("two chains", "11 01 00000000 00010010"),
        ("sizes", "0 1 0000010011111111 0000001011001111"),
    ])
    func `what lies between templates and frame is passed over`(what: String, rest: String) throws {
        let sizes = what == "sizes" ? "" : "0"
        // Targets T0 and T1; templates SS and -D, the second refers to the frame before.
        let structure = "000000 00001 01 11 1010 0001 0 1 0000 0" + rest + sizes
        for (indications, isSwitchPoint) in [("10 11", false), ("10 10", true)] {
            var reader = DependencyDescriptorReader()
            _ = reader.read(descriptor(0, 1, extended: "10100" + structure + indications))
            #expect(reader.read(descriptor(1, 2))?.isSwitchPoint == isSwitchPoint, "\(what), \(indications)")
        }
    }

    @Test func `an earlier frame changes nothing`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        #expect(reader.read(descriptor(63, 6))?.isSwitchPoint == true)
        #expect(reader.read(descriptor(62, 3)) == LayerPlace(temporal: 1, isSwitchPoint: false, endsFrame: true))
        #expect(reader.read(descriptor(61, 5)) == LayerPlace(temporal: 0, endsFrame: true))
        #expect(reader.read(descriptor(63, 6))?.isSwitchPoint == true)
        #expect(reader.read(descriptor(0, 8))?.isSwitchPoint == false)
    }

    @Test func `a new structure takes the place of the old`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 100)
        #expect(reader.read(descriptor(5, 101)) == nil)
        #expect(reader.read(descriptor(0, 3, extended: "10000" + Self.twoByTwo)) == LayerPlace(endsFrame: true))
        let next = LayerPlace(spatial: 1, temporal: 1, isSwitchPoint: true, endsFrame: true)
        #expect(reader.read(descriptor(5, 4)) == next)
        #expect(reader.read(descriptor(63, 5)) == nil)
    }

    @Test func `what an old structure's frames opened is not open in a new one`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        #expect(reader.read(descriptor(0, 2, extended: "10100" + Self.twoByTwo + "10 11 11 11")) != nil)
        #expect(reader.read(descriptor(2, 3))?.isSwitchPoint == false)
    }

    @Test func `sixty-four templates and thirty-two targets are held`() throws {
        // S0T0 first; all others of T1. Every frame switches the last target alone.
        let layers = " 01 " + String(repeating: "00", count: 62) + " 11 "
        let indications = String(repeating: String(repeating: "00", count: 31) + "10", count: 64)
        let structure = "000111 11111" + layers + indications + String(repeating: "0", count: 64) + "00000 0"
        var reader = try reader(structure: structure, id: 7, number: 1)
        for id in 0..<64 as Range<UInt8> {
            #expect(reader.read(descriptor(id, 2 + UInt16(id)))?.temporal == (id == 7 ? 0 : 1))
        }
    }

    @Test(arguments: [
        ("nothing", ""), ("two bytes", "11000000 00000000"), ("a structure not seen", "11000000 00000000 00000001"),
        ("targets of a structure not seen", "11000000 00000000 00000001 01000000"),
        ("indications of a structure not seen", "11000000 00000000 00000001 00100101"),
        ("a structure without an end", "11111100 00000000 00000001 10000 111100 00010 00 01 01 00"),
        (
            "more than sixty-four templates",
            "11000000 00000000 00000001 10000 000000 00000" + String(repeating: "00", count: 64) + "11"
                + String(repeating: "0", count: 400)
        ),
        (
            "more than eight temporal layers",
            "11000000 00000000 00000001 10000 000000 00000" + String(repeating: "01", count: 8) + "11"
                + String(repeating: "0", count: 400)
        ),
        (
            "more than four spatial layers",
            "11000000 00000000 00000001 10000 000000 00000" + String(repeating: "10", count: 4) + "11"
                + String(repeating: "0", count: 400)
        ),
        ("a template of another structure", "11000101 00000000 00000001 10000" + threeTemporal),
    ])
    func `a broken descriptor tells nothing`(what: String, binary: String) {
        var reader = DependencyDescriptorReader()
        #expect(reader.read(bits(binary)) == nil, "\(what)")
    }

    @Test func `as many layers as there can be are read`() {
        // One decode target that no frame is part of, no references, no chains, no sizes.
        for (layers, id, spatial, temporal) in [("01", 7, 0, 7), ("10", 3, 3, 0)] as [(String, UInt8, UInt8, UInt8)] {
            let templates = String(repeating: layers, count: Int(id)) + "11"
            let rest = String(repeating: "00", count: Int(id) + 1) + String(repeating: "0", count: Int(id) + 1) + "0 0"
            var reader = DependencyDescriptorReader()
            let place = reader.read(descriptor(id, 1, extended: "10000 000000 00000" + templates + rest))
            #expect(place == LayerPlace(spatial: spatial, temporal: temporal, endsFrame: true))
        }
    }

    @Test func `a structure cut off is none, and the one before stays`() throws {
        let whole = descriptor(0, 9, extended: "10000" + Self.twoByTwo)
        for length in 0..<whole.count {
            var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
            let cut = Array(whole[..<length])
            // Three bytes alone are a frame of the structure before, whose fifth template has id 0 as well.
            #expect((reader.read(cut) == nil) == (length != 3))
            #expect(reader.read(descriptor(61, 10)) == LayerPlace(endsFrame: true))
        }
    }

    @Test func `indications cut off tell nothing`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        #expect(reader.read(descriptor(62, 2, extended: "00100 00")) == nil)
        #expect(reader.read(descriptor(62, 2, extended: "01100 111")) == nil)
        #expect(reader.read(descriptor(62, 2))?.isSwitchPoint == true)
    }

    @Test func `no reader goes beyond a range that does not fit the packet`() {
        let packet = descriptor(60, 1, extended: "10000" + Self.threeTemporal)
        var reader = DependencyDescriptorReader()
        let beyond = reader.read(packet.span, at: 0..<(packet.count + 1))
        #expect(beyond == nil)
        let within = reader.read(packet.span, at: 0..<packet.count)
        #expect(within == LayerPlace(endsFrame: true))
    }

    @Test(arguments: [threeTemporal, twoByTwo])
    func `random bytes are read without harm`(structure: String) {
        let original = descriptor(0, 1, extended: "11100" + structure + "1111 10101010")
        var random = SeededGenerator(seed: 7)
        var reader = DependencyDescriptorReader()
        var found = 0
        for _ in 0..<5_000 {
            var changed = original
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { changed.removeLast(Int.random(in: 0..<changed.count, using: &random)) }
            found += reader.read(changed) == nil ? 0 : 1
            let length = Int.random(in: 0..<40, using: &random)
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            found += reader.read(noise) == nil ? 0 : 1
        }
        #expect(found > 500)
    }

    // MARK: Sending on

    /// What is sent on of a descriptor: all of it, and with only the targets up to some layers active.
    private func forwarded(
        _ descriptor: [UInt8], by reader: inout DependencyDescriptorReader, spatial: UInt8 = .max,
        temporal: UInt8 = .max
    ) throws -> [UInt8] {
        _ = reader.read(descriptor)
        var room = [UInt8](repeating: 0xFF, count: 300)
        var span = room.mutableSpan
        let forwarded = try #require(reader.forward(descriptor.span, at: 0..<descriptor.count, into: &span))
        forwarded.restrict(&span, from: 0, to: forwarded.targets.upTo(spatial: spatial, temporal: temporal))
        return Array(room[..<forwarded.length])
    }

    @Test(
        arguments: [(.max, .max, "1111"), (0, .max, "0011"), (.max, 0, "0101"), (0, 0, "0001"), (1, 1, "1111")]
            as [(UInt8, UInt8, String)])
    func `a descriptor that is sent on tells which targets there are`(
        spatial: UInt8, temporal: UInt8, active: String
    ) throws {
        var reader = try reader(structure: Self.twoByTwo, id: 0, number: 1)
        let short = try forwarded(descriptor(2, 2), by: &reader, spatial: spatial, temporal: temporal)
        #expect(short == descriptor(2, 2, extended: "01000" + active))
        // One with indications of its own, and one whose sender tells which targets there are.
        let long = try forwarded(
            descriptor(2, 3, extended: "00100 00100011"), by: &reader, spatial: spatial, temporal: temporal)
        #expect(long.starts(with: descriptor(2, 3, extended: "01100" + active + "00100011")))
        let told = try forwarded(
            descriptor(2, 4, extended: "01000 1111"), by: &reader, spatial: spatial, temporal: temporal)
        #expect(told == descriptor(2, 4, extended: "01000" + active))
        // A key frame's, with the structure.
        let first = try forwarded(
            descriptor(0, 5, extended: "10000" + Self.twoByTwo), by: &reader, spatial: spatial, temporal: temporal)
        #expect(first.starts(with: descriptor(0, 5, extended: "11000" + Self.twoByTwo + active)))
    }

    @Test func `what a sender has stopped stays stopped`() throws {
        var reader = try reader(structure: Self.twoByTwo, id: 0, number: 1)
        _ = try forwarded(descriptor(2, 2, extended: "01000 0011"), by: &reader)
        #expect(try forwarded(descriptor(2, 3), by: &reader) == descriptor(2, 3, extended: "01000 0011"))
        _ = reader.read(descriptor(0, 4, extended: "10000" + Self.twoByTwo))
        #expect(try forwarded(descriptor(2, 5), by: &reader) == descriptor(2, 5, extended: "01000 1111"))
    }

    @Test func `a stream of one size is sent on without descriptors`() throws {
        var reader = try reader(structure: Self.threeTemporal, id: 60, number: 1)
        let frame = descriptor(62, 2)
        _ = reader.read(frame)
        var room = [UInt8](repeating: 0, count: 300)
        var span = room.mutableSpan
        let forwarded = reader.forward(frame.span, at: 0..<frame.count, into: &span)
        #expect(forwarded == nil)
    }

    @Test func `a descriptor that would not fit is not sent on`() throws {
        var reader = DependencyDescriptorReader()
        let whole = descriptor(0, 1, extended: "10000" + Self.twoByTwo)
        _ = reader.read(whole)
        for count in 0...whole.count {
            var room = [UInt8](repeating: 0, count: count)
            var span = room.mutableSpan
            let fits = reader.forward(whole.span, at: 0..<whole.count, into: &span) != nil
            #expect(fits == false || count >= whole.count)
        }
        var long = whole + [UInt8](repeating: 0, count: 254 - whole.count)
        #expect(try forwarded(long, by: &reader).count == 255)
        long.append(contentsOf: [0])
        _ = reader.read(long)
        var room = [UInt8](repeating: 0, count: 300)
        var span = room.mutableSpan
        let forwarded = reader.forward(long.span, at: 0..<long.count, into: &span)
        #expect(forwarded == nil)
    }
}

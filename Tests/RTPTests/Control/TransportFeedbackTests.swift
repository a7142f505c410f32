import RTP
import Testing

struct TransportFeedbackTests {
    private let sources = FeedbackSources(sender: SSRC(rawValue: 1), media: SSRC(rawValue: 2))

    private struct Status: Equatable {
        var number: UInt16
        var steps: Int64?
    }

    private func parse(_ datagram: [UInt8]) -> (TransportFeedback, [Status])? {
        var reader = RTCPReader()
        guard case .transportFeedback(let feedback) = reader.next(in: datagram.span) else { return nil }
        var statuses: [Status] = []
        feedback.forEachPacket(in: datagram.span) { number, time in
            statuses.append(Status(number: number.rawValue, steps: time?.rawValue))
        }
        return (feedback, statuses)
    }

    private func build(
        first: UInt16, _ steps: [Int64?], number: UInt8 = 0, room: Int = 1_200
    ) -> (datagram: [UInt8], told: Int) {
        let arrivals = steps.map { $0.map(FeedbackTime.init) }
        var buffer = [UInt8](repeating: 0xEE, count: room)
        var span = buffer.mutableSpan
        var writer = RTCPWriter()
        let told = writer.appendTransportFeedback(
            sources, first: SequenceNumber(rawValue: first), arrivals: arrivals.span, feedbackNumber: number,
            into: &span)
        return (Array(buffer[..<writer.length]), told)
    }

    @Test func `runs and vectors are read`() throws {
        // Five small deltas as a run; one-bit vector 10100000000000; two-bit vector small, large, none ×5.
        let datagram = bytes(
            "8F CD 0008 00000001 00000002 FFFD 001A 000002 07 2005 A800 D800 04 04 04 04 04 08 08 10 FFFC")
        let (feedback, statuses) = try #require(parse(datagram))
        #expect(feedback.sources == sources)
        #expect(feedback.firstSequenceNumber.rawValue == 0xFFFD)
        #expect(feedback.packetCount == 26)
        #expect(feedback.feedbackNumber == 7)
        #expect(feedback.referenceTime.rawValue == 512)
        #expect(statuses.count == 26)
        #expect(statuses.first == Status(number: 0xFFFD, steps: 516))
        #expect(statuses[4] == Status(number: 1, steps: 532))
        #expect(statuses[5] == Status(number: 2, steps: 540))
        #expect(statuses.compactMap(\.steps) == [516, 520, 524, 528, 532, 540, 548, 564, 560])
        #expect(statuses[6].steps == nil)
    }

    @Test func `a negative reference time is read with its sign`() throws {
        let datagram = bytes("8F CD 0005 00000001 00000002 0001 0001 FFFFFF 00 2001 05 00")
        let (feedback, statuses) = try #require(parse(datagram))
        #expect(feedback.referenceTime.rawValue == -256)
        #expect(statuses == [Status(number: 1, steps: -251)])
    }

    @Test func `the reserved symbol counts as not received`() throws {
        let datagram = bytes("8F CD 0005 00000001 00000002 0001 0003 000000 00 6003 0000")
        let (_, statuses) = try #require(parse(datagram))
        #expect(statuses.map(\.steps) == [nil, nil, nil])
    }

    @Test(
        arguments: [
            ("one packet", [1_000], "0001 000003 09 2001 E8 00"),
            ("a run of small deltas", [1_000, 1_004, 1_004], "0003 000003 09 2003 E8 04 00 000000"),
            ("a gap becomes a one-bit vector", [1_000, nil, 1_001], "0003 000003 09 A800 E8 01"),
            ("a late packet becomes a two-bit vector", [1_000, 999], "0002 000003 09 D800 E8 FFFF 000000"),
            ("a long wait needs two bytes", [1_000, 1_256], "0002 000003 09 D800 E8 0100 000000"),
        ] as [(String, [Int64?], String)])
    func `arrivals are packed`(what: String, steps: [Int64?], expected: String) {
        let (datagram, told) = build(first: 10, steps, number: 9)
        #expect(told == steps.count, "\(what)")
        let body = bytes("00000001 00000002 000A" + expected)
        #expect(datagram == bytes("8F CD 00") + [UInt8(body.count / 4)] + body, "\(what)")
    }

    @Test func `a long run is one chunk`() throws {
        let steps: [Int64?] = [1_000] + [Int64?](repeating: nil, count: 300) + [1_001]
        let (datagram, told) = build(first: 0, steps)
        #expect(told == 302)
        // Head and sources, fixed part, three chunks at most, two deltas, padding.
        #expect(datagram.count <= 4 + 16 + 3 * 2 + 2 + 3)
        #expect(try #require(parse(datagram)).1.map(\.steps) == steps)
    }

    @Test func `telling stops before a delta that sixteen bits cannot say`() throws {
        let (datagram, told) = build(first: 0, [0, nil, 32_767, 65_535, 100_000])
        #expect(told == 3)
        #expect(try #require(parse(datagram)).1.map(\.steps) == [0, nil, 32_767])
    }

    @Test func `what is missing in front of the first arrival is told, and where nothing came nothing is`() throws {
        let (datagram, told) = build(first: 9, [nil, nil, 700, nil, 705])
        #expect(told == 5)
        #expect(try #require(parse(datagram)).1.map(\.steps) == [nil, nil, 700, nil, 705])
        #expect(build(first: 0, [nil, nil]).told == 0)
        #expect(build(first: 0, []).told == 0)
    }

    @Test func `any arrivals come back, in as many packets as they need`() throws {
        var random = SeededGenerator(seed: 7)
        for round in 0..<500 {
            let loss = Int.random(in: 0...90, using: &random)
            var time = Int64.random(in: 0...1_000_000_000, using: &random)
            var steps: [Int64?] = []
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                time += Int64.random(
                    in: -300...Int64([3, 300, 40_000].randomElement(using: &random) ?? 3), using: &random)
                steps.append(Int.random(in: 0..<100, using: &random) < loss ? nil : max(0, time))
            }
            let room = Int.random(in: 32...1_200, using: &random)
            var index = 0
            while index < steps.count {
                guard steps[index] != nil else {
                    index += 1
                    continue
                }
                let first = UInt16(truncatingIfNeeded: round * 977 + index)
                let (datagram, told) = build(first: first, Array(steps[index...]), room: room)
                #expect(datagram.count <= room)
                try #require(told > 0)
                let (feedback, statuses) = try #require(parse(datagram))
                #expect(statuses.map(\.number) == (0..<told).map { first &+ UInt16($0) })
                // The wire holds 24 bits of 64 ms; the difference to the truth is the same for all.
                let wrapped = feedback.referenceTime.rawValue
                let offset = try #require(steps[index]) - (try #require(statuses[0].steps))
                #expect(offset % (256 << 24) == 0, "reference \(wrapped)")
                #expect(statuses.map { $0.steps.map { $0 + offset } } == Array(steps[index..<(index + told)]))
                index += told
            }
        }
    }
}

import RTP
import Testing

struct RTCPReaderTests {
    private func packets(_ datagram: [UInt8]) -> [RTCPPacket] {
        var reader = RTCPReader()
        var packets: [RTCPPacket] = []
        while let packet = reader.next(in: datagram.span) { packets.append(packet) }
        return packets
    }

    @Test func `a compound datagram gives its packets in order`() throws {
        let datagram = bytes(
            """
            81 C8 000C 00000001 E8FE6F80 20000000 00001000 00000064 0000C350
               00000002 40FFFFFE 0001FFFF 00000010 6F802000 00010000
            81 CA 0003 00000001 01 05 68656C6C6F 00
            81 CB 0001 00000001
            """)
        let found = packets(datagram)
        #expect(found.count == 3)
        guard case .senderReport(let report) = found[0], case .sourceDescription(let names) = found[1],
            case .goodbye(let goodbye) = found[2]
        else {
            Issue.record("the kinds are \(found)")
            return
        }
        #expect(report.ssrc.rawValue == 1)
        #expect(report.ntp.unixNanoseconds == 1_700_000_000_125_000_000)
        #expect(report.timestamp.rawValue == 0x1000)
        #expect(report.packetCount == 100)
        #expect(report.octetCount == 50_000)
        #expect(report.blocks.count == 1)
        let block = report.blocks.block(0, in: datagram.span)
        #expect(block.ssrc.rawValue == 2)
        #expect(block.fractionLost == 64)
        #expect(block.cumulativeLost == -2)
        #expect(block.extendedHighestSequence == 0x1_FFFF)
        #expect(block.jitter == 16)
        #expect(block.lastSenderReport == report.ntp.compact)
        #expect(block.delaySinceLastSenderReport.span == .seconds(1))
        var canonical: [String] = []
        names.forEachCanonicalName(in: datagram.span) { ssrc, range in
            canonical.append("\(ssrc) \(String(decoding: datagram[range], as: UTF8.self))")
        }
        #expect(canonical == ["1 hello"])
        #expect(goodbye.count == 1)
        #expect(goodbye.source(0, in: datagram.span).rawValue == 1)
    }

    @Test func `several names, other items and chunk padding are walked`() {
        // Source 1: tool "ab", name "x"; source 2: name "yz" that ends on a word.
        let datagram = bytes("82 CA 0006 00000001 06 02 6162 01 01 78 00 00000002 01 02 797A 00000000")
        guard case .sourceDescription(let names) = packets(datagram).first else {
            Issue.record("no source description")
            return
        }
        var canonical: [String] = []
        names.forEachCanonicalName(in: datagram.span) { ssrc, range in
            canonical.append("\(ssrc) \(String(decoding: datagram[range], as: UTF8.self))")
        }
        #expect(canonical == ["1 x", "2 yz"])
    }

    @Test func `a negative acknowledgement names its packets`() throws {
        let datagram = bytes("81 CD 0004 00000001 00000002 FFFE 8003 0100 0000")
        guard case .genericNack(let nack) = packets(datagram).first else {
            Issue.record("no negative acknowledgement")
            return
        }
        #expect(nack.sources == FeedbackSources(sender: SSRC(rawValue: 1), media: SSRC(rawValue: 2)))
        var missing: [UInt16] = []
        nack.forEachMissing(in: datagram.span) { missing.append($0.rawValue) }
        #expect(missing == [0xFFFE, 0xFFFF, 0x0000, 0x000E, 0x0100])
    }

    @Test func `key frame requests name their streams`() {
        let datagram = bytes("81 CE 0002 00000001 00000002 84 CE 0004 00000001 00000000 00000003 2A000000")
        guard case .pictureLoss(let loss) = packets(datagram).first, case .fullIntra(let intra) = packets(datagram).last
        else {
            Issue.record("no key frame requests")
            return
        }
        #expect(loss.sources.media.rawValue == 2)
        #expect(intra.count == 1)
        let entry = intra.entry(0, in: datagram.span)
        #expect(entry.ssrc.rawValue == 3)
        #expect(entry.command == 42)
    }

    @Test(arguments: [
        ("02 0B9CBC", 236_732 << 2), ("02 000000", 0), ("02 FFFFFF", UInt64.max), ("02 B80001", 1 << 46),
    ])
    func `an estimate is a mantissa shifted by an exponent`(packed: String, bitrate: UInt64) {
        let datagram = bytes("8F CE 0006 00000001 00000000 52454D42 \(packed) 0000000A 0000000B")
        guard case .bitrateEstimate(let estimate) = packets(datagram).first else {
            Issue.record("no estimate")
            return
        }
        #expect(estimate.bitrate.bitsPerSecond == bitrate)
        #expect(estimate.count == 2)
        #expect(estimate.source(1, in: datagram.span).rawValue == 0x0B)
    }

    @Test func `what we do not speak is passed over`() {
        // Application-defined, extended report, slice loss, an application message that is no estimate.
        let datagram = bytes(
            "80 CC 0002 00000001 41424344 80 CF 0001 00000001 82 CE 0002 00000001 00000002 "
                + "8F CE 0003 00000001 00000002 00000003 81 CE 0002 00000001 00000002")
        let found = packets(datagram)
        #expect(found.count == 5)
        let others = found.prefix(4).filter { packet in
            if case .other = packet { true } else { false }
        }
        #expect(others.count == 4)
        guard case .pictureLoss = found[4] else {
            Issue.record("the last packet is \(found[4])")
            return
        }
    }

    @Test(arguments: [
        ("report without its block", "81 C9 0001 00000001"), ("sender report too short", "80 C8 0001 00000001"),
        ("goodbye without its sources", "82 CB 0001 00000001"), ("feedback without media", "81 CE 0001 00000001"),
        ("acknowledgement without entries", "81 CD 0002 00000001 00000002"),
        ("demand without entries", "84 CE 0002 00000001 00000002"),
        ("transport feedback too short", "8F CD 0003 00000001 00000002 00010001"),
        ("transport feedback without chunks", "8F CD 0004 00000001 00000002 00010001 00000000"),
        (
            "transport feedback of more packets than anyone sends",
            "8F CD 0005 00000001 00000002 0001 2001 000000 00 1FFF 1FFF"
        ),
        ("transport feedback without deltas", "8F CD 0005 00000001 00000002 00010005 00000000 2005 0000"),
    ])
    func `a broken body does not hide what follows`(what: String, hexadecimal: String) {
        let found = packets(bytes(hexadecimal + "81 CE 0002 00000001 00000002"))
        #expect(found.count == 2, "\(what)")
        guard case .malformed = found.first, case .pictureLoss = found.last else {
            Issue.record("\(what): \(found)")
            return
        }
    }

    @Test(arguments: [
        ("half a head", "80 C9"), ("version 1", "40 C9 0001 00000001"), ("longer than the rest", "80 C9 0002 00000001"),
        ("padding of zero", "A0 C9 0001 00000000"), ("padding longer than the body", "A0 C9 0001 00000008"),
        ("padding without a body", "A0 C9 0000"),
    ])
    func `what is no RTCP ends the walk`(what: String, hexadecimal: String) {
        let datagram = bytes("81 CE 0002 00000001 00000002" + hexadecimal)
        var reader = RTCPReader()
        var count = 0
        while reader.next(in: datagram.span) != nil { count += 1 }
        #expect(count == 1, "\(what)")
        let isAtEnd = reader.isAtEnd(of: datagram.span)
        #expect(!isAtEnd, "\(what)")
    }
}

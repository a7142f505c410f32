import RTP
import Testing

struct RTCPWriterTests {
    private let sources = FeedbackSources(sender: SSRC(rawValue: 1), media: SSRC(rawValue: 2))

    /// What a use of the writer leaves in a buffer of this size.
    private func written(_ size: Int = 256, _ write: (inout RTCPWriter, inout MutableSpan<UInt8>) -> Void) -> [UInt8] {
        var buffer = [UInt8](repeating: 0xEE, count: size)
        var writer = RTCPWriter()
        var span = buffer.mutableSpan
        write(&writer, &span)
        return Array(buffer[..<writer.length])
    }

    @Test func `reports and names are written as they are read`() {
        let block = ReportBlock(
            ssrc: SSRC(rawValue: 2), fractionLost: 64, cumulativeLost: -2, extendedHighestSequence: 0x1_FFFF,
            jitter: 16, lastSenderReport: 0x6F80_2000, delaySinceLastSenderReport: CompactNTPSpan(rawValue: 0x1_0000))
        let report = SenderReport(
            ssrc: SSRC(rawValue: 1), ntp: NTPTime(rawValue: 0xE8FE_6F80_2000_0000),
            timestamp: RTPTimestamp(rawValue: 0x1000), packetCount: 100, octetCount: 50_000)
        let name: [UInt8] = Array("hello".utf8)
        let datagram = written { writer, span in
            let reported = writer.append(report, blocks: [block].span, into: &span)
            let named = writer.appendCanonicalName(name.span, of: SSRC(rawValue: 1), into: &span)
            let left = writer.appendGoodbye(of: [SSRC(rawValue: 1)].span, into: &span)
            #expect(reported && named && left)
        }
        #expect(
            datagram
                == bytes(
                    """
                    81 C8 000C 00000001 E8FE6F80 20000000 00001000 00000064 0000C350
                       00000002 40FFFFFE 0001FFFF 00000010 6F802000 00010000
                    81 CA 0003 00000001 01 05 68656C6C6F 00
                    81 CB 0001 00000001
                    """))
    }

    @Test func `a receiver report without blocks is two words`() {
        let datagram = written { writer, span in
            let none: [ReportBlock] = []
            let reported = writer.appendReceiverReport(from: SSRC(rawValue: 9), blocks: none.span, into: &span)
            #expect(reported)
        }
        #expect(datagram == bytes("80 C9 0001 00000009"))
    }

    @Test(arguments: [(8_388_607, 0x7FFFFF), (9_000_000, 0x7FFFFF), (-9_000_000, 0x800000)] as [(Int32, UInt32)])
    func `a loss beyond 24 bits is held at their limit`(lost: Int32, written expected: UInt32) {
        let block = ReportBlock(
            ssrc: SSRC(rawValue: 2), fractionLost: 0, cumulativeLost: lost, extendedHighestSequence: 0, jitter: 0,
            lastSenderReport: 0, delaySinceLastSenderReport: CompactNTPSpan(rawValue: 0))
        let datagram = written { writer, span in
            let reported = writer.appendReceiverReport(from: SSRC(rawValue: 9), blocks: [block].span, into: &span)
            #expect(reported)
        }
        #expect(datagram.span.uint24(at: 13) == expected)
    }

    @Test(arguments: 0...8)
    func `a name of any length ends in zeros on a word`(length: Int) {
        let name = [UInt8](repeating: 0x61, count: length)
        let datagram = written { writer, span in
            let named = writer.appendCanonicalName(name.span, of: SSRC(rawValue: 1), into: &span)
            #expect(named)
        }
        #expect(datagram.count % 4 == 0)
        #expect(datagram.last == 0)
        var reader = RTCPReader()
        guard case .sourceDescription(let names) = reader.next(in: datagram.span) else {
            Issue.record("no source description")
            return
        }
        var found: [Range<Int>] = []
        names.forEachCanonicalName(in: datagram.span) { _, range in found.append(range) }
        #expect(found.map(\.count) == [length])
        let isAtEnd = reader.isAtEnd(of: datagram.span)
        #expect(isAtEnd)
    }

    @Test(
        arguments: [
            ([5], "0005 0000", 1), ([5, 6, 21], "0005 8001", 3), ([5, 22], "0005 0000 0016 0000", 2),
            ([65_535, 0, 15], "FFFF 8001", 3), ([1, 2, 3, 40, 41], "0001 0003 0028 0001", 5),
        ] as [([UInt16], String, Int)])
    func `missing packets are packed into pairs`(missing: [UInt16], entries: String, named: Int) {
        let numbers = missing.map(SequenceNumber.init)
        let datagram = written { writer, span in
            let count = writer.appendNack(sources, missing: numbers.span, into: &span)
            #expect(count == named)
        }
        let control = bytes(entries)
        #expect(datagram == bytes("81 CD 00") + [UInt8(2 + control.count / 4)] + bytes("00000001 00000002") + control)
    }

    @Test func `a short buffer names the packets it can`() {
        let numbers = stride(from: 0, to: 1_000, by: 100).map { SequenceNumber(rawValue: UInt16($0)) }
        let datagram = written(12 + 4 * 3 + 3) { writer, span in
            let count = writer.appendNack(sources, missing: numbers.span, into: &span)
            #expect(count == 3)
        }
        #expect(datagram.count == 24)
    }

    @Test func `key frame requests and estimates have their fixed form`() {
        let datagram = written { writer, span in
            let asked = writer.appendPictureLoss(sources, into: &span)
            let demanded = writer.appendFullIntra(
                from: SSRC(rawValue: 1), to: SSRC(rawValue: 3), command: 42, into: &span)
            let estimated = writer.appendBitrateEstimate(
                Bitrate(bitsPerSecond: 1_525_603), from: SSRC(rawValue: 1),
                media: [SSRC(rawValue: 10), SSRC(rawValue: 11)].span, into: &span)
            #expect(asked && demanded && estimated)
        }
        #expect(
            datagram
                == bytes(
                    "81 CE 0002 00000001 00000002 84 CE 0004 00000001 00000000 00000003 2A000000 "
                        + "8F CE 0006 00000001 00000000 52454D42 02 0EE8EC 0000000A 0000000B"))
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 300_001, 5_000_000, 1 << 40, .max] as [UInt64])
    func `an estimate loses less than one part in 131,072`(bitrate: UInt64) {
        let datagram = written { writer, span in
            let none: [SSRC] = []
            let estimated = writer.appendBitrateEstimate(
                Bitrate(bitsPerSecond: bitrate), from: SSRC(rawValue: 1), media: none.span, into: &span)
            #expect(estimated)
        }
        var reader = RTCPReader()
        guard case .bitrateEstimate(let estimate) = reader.next(in: datagram.span) else {
            Issue.record("no estimate")
            return
        }
        let read = estimate.bitrate.bitsPerSecond
        #expect(read <= bitrate)
        #expect(bitrate - read <= bitrate / 131_072)
    }

    @Test func `a full buffer is left as it was`() {
        for size in 0..<28 {
            let datagram = written(size) { writer, span in
                let report = SenderReport(
                    ssrc: SSRC(rawValue: 1), ntp: NTPTime(rawValue: 0), timestamp: RTPTimestamp(rawValue: 0),
                    packetCount: 0, octetCount: 0)
                let none: [ReportBlock] = []
                let reported = writer.append(report, blocks: none.span, into: &span)
                #expect(!reported)
            }
            #expect(datagram.isEmpty)
        }
    }
}

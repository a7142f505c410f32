import RTP
import Testing

/// Bytes of the network never trap: what is shown here is that the walks come to an end.
struct MalformedInputTests {
    static let datagrams = [
        "B2 6F 0001 00000002 00000003 0000000A 0000000B BEDE0002 10FF 2111 22000000 AABBCC 000003",
        "90 E0 0001 00000002 00000003 10000002 01 02 AABB 05 01 CC 00 90F0812342A0 700D019D012A82026A01",
        "81 C8 000C 00000001 E8FE6F80 20000000 00001000 00000064 0000C350 00000002 40FFFFFE 0001FFFF 00000010 "
            + "6F802000 00010000 81 CA 0003 00000001 01 05 68656C6C6F 00 81 CB 0001 00000001",
        "8F CD 0008 00000001 00000002 FFFD 001A 000002 07 2005 A800 D800 04 04 04 04 04 08 08 10 FFFC",
        "81 CD 0004 00000001 00000002 FFFE 8003 0100 0000 84 CE 0004 00000001 00000000 00000003 2A000000",
        "8F CE 0006 00000001 00000000 52454D42 02 0B9CBC 0000000A 0000000B",
        "80 60 0001 00000002 00000003 AA 8123 00 07 38 0140 00B4 0280 0168 01 14 05 8249834200281016960438241C184A10",
        "80 60 0001 00000002 00000003 67640028ACB200F0044FCB08000003000800000301E478C19240",
        "80 60 0001 00000002 00000003 28 0C 08 0000000CC503691ABE6010 3012",
        "80 3F 0001 00000002 00000003 EF 1E0003 EF 0F0002 6F 010101 0202 AABBCCDD",
        "90 60 0001 00000002 00000003 10000006 05 14 FC0001878214EAA860414D141020842704FF02CF 0000 18 34 40 AA",
    ]

    /// Reads the datagram in every way there is.
    private func readEverything(_ datagram: [UInt8]) -> Int {
        let span = datagram.span
        var seen = 0
        if let header = PacketHeader(parsing: span) {
            var cursor = header.extensions.elements
            var descriptors = DependencyDescriptorReader()
            while let element = cursor.next(in: span) {
                seen += element.data.count
                seen += descriptors.read(span, at: element.data) == nil ? 0 : 1
            }
            if var blocks = RedundantBlockCursor(span, payload: header.payload) {
                while let block = blocks.next(in: span) { seen += block.payload.count }
            }
            for codec in MediaCodec.allCases {
                seen += codec.startsKeyFrame(span, payload: header.payload) ? 1 : 0
                seen += codec.pictureSize(span, payload: header.payload) == nil ? 0 : 1
                seen += Int(codec.layerPlace(span, payload: header.payload, marker: header.marker).temporal)
            }
        }
        var reader = RTCPReader()
        while let packet = reader.next(in: span) {
            switch packet {
            case .senderReport(let report):
                for index in 0..<report.blocks.count { seen += Int(report.blocks.block(index, in: span).fractionLost) }
            case .receiverReport(let report):
                for index in 0..<report.blocks.count { seen += Int(report.blocks.block(index, in: span).fractionLost) }
            case .sourceDescription(let names): names.forEachCanonicalName(in: span) { _, range in seen += range.count }
            case .goodbye(let goodbye):
                for index in 0..<goodbye.count { seen += goodbye.source(index, in: span).rawValue == 0 ? 0 : 1 }
            case .genericNack(let nack): nack.forEachMissing(in: span) { _ in seen += 1 }
            case .fullIntra(let request):
                for index in 0..<request.count { seen += Int(request.entry(index, in: span).command) }
            case .bitrateEstimate(let estimate):
                for index in 0..<estimate.count { seen += estimate.source(index, in: span).rawValue == 0 ? 0 : 1 }
            case .transportFeedback(let feedback): feedback.forEachPacket(in: span) { _, _ in seen += 1 }
            case .pictureLoss, .other, .malformed: seen += 1
            }
        }
        return seen
    }

    /// Changes the datagram in every way there is.
    private func changeEverything(_ datagram: [UInt8]) -> Int {
        guard let header = PacketHeader(datagram) else { return 0 }
        var changed = datagram
        var span = changed.mutableSpan
        VP8CounterShift(pictureID: 1, temporalLayerZeroIndex: 1).apply(to: &span, payload: header.payload)
        return zip(datagram, changed).count { $0 != $1 }
    }

    @Test(arguments: datagrams)
    func `a datagram cut off at any byte is read without harm`(hexadecimal: String) {
        let datagram = bytes(hexadecimal)
        #expect(readEverything(datagram) > 0)
        for length in 0..<datagram.count {
            let cut = Array(datagram[..<length])
            #expect(readEverything(cut) < 100_000 && changeEverything(cut) < 4)
        }
    }

    @Test(arguments: datagrams)
    func `a datagram with random changes is read without harm`(hexadecimal: String) {
        let original = bytes(hexadecimal)
        var random = SeededGenerator(seed: 42)
        for _ in 0..<20_000 {
            var datagram = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                datagram[Int.random(in: 0..<datagram.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { datagram.removeLast(Int.random(in: 0..<8, using: &random)) }
            #expect(readEverything(datagram) < 1_000_000 && changeEverything(datagram) < 4)
        }
    }
}

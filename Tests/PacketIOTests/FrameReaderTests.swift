import PacketIO
import Testing

struct FrameReaderTests {
    /// What a reader makes of a stream that comes in pieces.
    private func packets(of stream: [UInt8], in pieces: Int) throws -> [[UInt8]] {
        var reader = FrameReader()
        var packets: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: pieces) {
            let piece = stream[start..<min(start + pieces, stream.count)]
            reader.room().copyBytes(from: piece)
            reader.filled(piece.count)
            while let packet = try reader.next() { packets.append(Array(packet)) }
        }
        return packets
    }

    private func frame(_ packet: [UInt8]) -> [UInt8] {
        [UInt8(packet.count >> 8), UInt8(truncatingIfNeeded: packet.count)] + packet
    }

    @Test(arguments: [1, 2, 3, 7, 1_601, 1_602, 1_603, 4_096, 8_192])
    func `packets come out as they went in, however the stream was cut`(pieces: Int) throws {
        let sent = [1, 2, 1_600, 1_599, 20, 1_600, 1_600, 1_600, 1_600, 3].enumerated().map { number, length in
            [UInt8](repeating: UInt8(number), count: length)
        }
        // Room is made for as much as one read may bring.
        let most = FrameReader.Limit.bytes - FrameReader.Limit.packet - 2
        #expect(try packets(of: sent.flatMap(frame), in: min(pieces, most)) == sent)
    }

    @Test func `null packets are passed over`() throws {
        let stream = frame([]) + frame([]) + frame([7]) + frame([]) + frame([8, 9]) + frame([])
        #expect(try packets(of: stream, in: 5) == [[7], [8, 9]])
    }

    @Test(arguments: [1_601, 0x1603, 0x4745, 65_535])
    func `a length that no packet has ends it`(length: Int) {
        let stream = [UInt8(length >> 8), UInt8(truncatingIfNeeded: length)]
        #expect(throws: FrameReader.Failure.tooLong(length)) { try packets(of: stream, in: 2) }
    }

    @Test func `half a frame waits, and leaves room for the rest`() throws {
        var reader = FrameReader()
        let stream = frame([UInt8](repeating: 5, count: FrameReader.Limit.packet))
        for byte in stream.dropLast() {
            let room = reader.room()
            #expect(room.count >= FrameReader.Limit.bytes - FrameReader.Limit.packet - 1)
            room[0] = byte
            reader.filled(1)
            #expect(try reader.next() == nil)
        }
        reader.room()[0] = 5
        reader.filled(1)
        #expect(try reader.next()?.count == FrameReader.Limit.packet)
    }
}
